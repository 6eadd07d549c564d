import { commands } from 'vscode';

/** Walkthrough of the manifest. */
const FIRST_STEPS = 'firstSteps';

/** Opens the first steps in the editor's own page for them. */
export async function openWalkthrough(extensionId: string): Promise<void> {
  await commands.executeCommand('workbench.action.openWalkthrough', `${extensionId}#${FIRST_STEPS}`, false);
}
