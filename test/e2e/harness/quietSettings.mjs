// @ts-check

/**
 * User settings for a VS Code that shows the project and nothing else, asks nothing, and talks to nobody.
 * @param {boolean} workspaceTrust true: folders open in Restricted Mode without a question
 * @returns {Readonly<Record<string, unknown>>}
 */
export function quietSettings(workspaceTrust) {
  return {
    'security.workspace.trust.enabled': workspaceTrust,
    'security.workspace.trust.startupPrompt': 'never',
    'workbench.startupEditor': 'none',
    'workbench.enableExperiments': false,
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
    'workbench.tips.enabled': false,
    'chat.disableAIFeatures': true,
    'chat.agentHost.enabled': false,
    'extensions.autoUpdate': false,
    'extensions.autoCheckUpdates': false,
    'extensions.ignoreRecommendations': true,
    'telemetry.telemetryLevel': 'off',
    'update.mode': 'none',
    'update.showReleaseNotes': false,
    'git.enabled': false,
    'git.openRepositoryInParentFolders': 'never',
    'typescript.disableAutomaticTypeAcquisition': true,
    // In the browser VS Code saves by itself, which would change what the tests look at.
    'files.autoSave': 'off',
    'files.hotExit': 'off',
    'files.simpleDialog.enable': true,
    'editor.hover.delay': 100,
    'editor.minimap.enabled': false,
  };
}
