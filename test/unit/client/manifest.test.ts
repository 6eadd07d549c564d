import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { inRepository } from '../../support/repositoryRoot.ts';
import { clientStrings } from '../../support/textsOfSources.ts';

interface Entry {
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
  readonly group?: string;
}

interface Command {
  readonly command: string;
  readonly title: string;
  readonly category?: string;
  readonly icon?: string;
  readonly enablement?: string;
}

interface View {
  readonly id: string;
  readonly name: string;
  readonly icon?: string;
}

interface Manifest {
  readonly capabilities: Readonly<Record<string, { readonly supported: unknown; readonly description?: string }>>;
  readonly contributes: {
    readonly commands: readonly Command[];
    readonly menus: Readonly<Record<string, readonly Entry[]>>;
    readonly submenus: readonly { readonly id: string; readonly label: string }[];
    readonly views: Readonly<Record<string, readonly View[]>>;
    readonly viewsWelcome: readonly { readonly view: string; readonly when: string }[];
    readonly configuration: readonly {
      readonly title: string;
      readonly properties: Readonly<
        Record<string, { readonly default?: unknown; readonly markdownDescription?: string }>
      >;
    }[];
    readonly problemMatchers: readonly {
      readonly pattern: readonly { readonly regexp: string }[];
    }[];
  };
}

const text = readFileSync(inRepository('package.json'), 'utf8');
const manifest: Manifest = JSON.parse(text);
const { commands, menus, submenus, views, configuration } = manifest.contributes;
const byId = new Map(commands.map((command) => [command.command, command]));
const allViews = Object.values(views).flat();

/** Names of all icons that the editor has, by all their names. */
const CODICONS = new Set(
  [
    ...readFileSync(inRepository('node_modules/@vscode/codicons/dist/codiconsLibrary.ts'), 'utf8').matchAll(
      /register\('([\w-]+)'/g,
    ),
  ].map(([, name = '']) => name),
);

/** Commands that are called by name only: they do nothing by themselves. */
const HIDDEN = ['lifetrace.openTarget', 'lifetrace.applyFix', 'lifetrace.showReferences', 'lifetrace.openLens'];

/** When the palette offers a command that can be run; undefined for always. */
function whenInPalette(command: string): string | undefined {
  return menus['commandPalette']?.find((entry) => entry.command === command)?.when;
}

describe('The manifest', () => {
  it('names every command, in one category', () => {
    assert.ok(commands.length > 10);
    const nameless = commands.filter(({ title, category }) => title.trim() === '' || category !== 'Lifetrace');
    assert.deepEqual(nameless, []);
    assert.equal(byId.size, commands.length);
  });

  it('gives an icon to every command that is shown as one', () => {
    const shownAsIcon = Object.entries(menus).flatMap(([menu, entries]) =>
      entries.filter(({ group }) =>
        menu === 'view/title' || menu === 'editor/title'
          ? group?.startsWith('navigation')
          : group?.startsWith('inline'),
      ),
    );
    assert.ok(shownAsIcon.length > 0);
    const bare = shownAsIcon.filter(({ command }) => byId.get(command ?? '')?.icon === undefined);
    assert.deepEqual(bare, []);
  });

  it('leads every menu entry to a command or submenu that exists', () => {
    const known = new Set([...byId.keys(), ...submenus.map(({ id }) => id)]);
    const lost = Object.values(menus)
      .flat()
      .filter(({ command, submenu }) => !known.has(command ?? submenu ?? ''));
    assert.deepEqual(lost, []);
    const unknownViews = [...text.matchAll(/\bview == ([\w.]+)/g)]
      .map(([, id = '']) => id)
      .filter((id) => !allViews.some((view) => view.id === id));
    assert.deepEqual(unknownViews, []);
  });

  it('gives every view a name and an icon that is there', () => {
    for (const { id, name, icon } of allViews) {
      assert.ok(name.trim() !== '', id);
      assert.ok(icon !== undefined && (icon.startsWith('$(') || existsSync(inRepository(icon))), id);
    }
  });

  it('says of the life cycle that there is none only where nothing is on record, and not while it is loaded', () => {
    const ready = manifest.contributes.viewsWelcome.filter(
      ({ view, when }) => view === 'lifetrace.lifecycle' && /lifetrace\.state == ready/.test(when),
    );
    assert.equal(ready.length, 3);
    assert.deepEqual(
      ready.filter(({ when }) => !when.includes('!lifetrace.hasRecords')),
      [],
    );
  });

  it('offers in the palette only what can be done there and then', () => {
    const always = commands
      .filter(({ command, enablement }) => enablement === undefined && whenInPalette(command) === undefined)
      .map(({ command }) => command);
    // These work without a folder, without a file and without a server.
    assert.deepEqual(always.toSorted(), [
      'lifetrace.openDemo',
      'lifetrace.openRuleHelp',
      'lifetrace.openWalkthrough',
      'lifetrace.restartServer',
      'lifetrace.showLog',
    ]);
    assert.deepEqual(
      HIDDEN.filter((command) => whenInPalette(command) !== 'false'),
      [],
    );
  });

  it('runs nothing from a workspace that is not trusted, and says so', () => {
    for (const command of ['lifetrace.runCheck', 'lifetrace.setUpWorkspace'])
      assert.match(byId.get(command)?.enablement ?? '', /^isWorkspaceTrusted && workspaceFolderCount != 0$/);
    const { untrustedWorkspaces, virtualWorkspaces } = manifest.capabilities;
    assert.deepEqual([untrustedWorkspaces?.supported, virtualWorkspaces?.supported], ['limited', false]);
    const words = JSON.parse(readFileSync(inRepository('package.nls.json'), 'utf8'));
    for (const capability of [untrustedWorkspaces, virtualWorkspaces])
      assert.ok(String(words[capability?.description?.replaceAll('%', '') ?? '']).length > 20);
  });

  it('offers its settings files to no other extension, which would say everything a second time', () => {
    for (const point of ['yamlValidation', 'jsonValidation']) assert.ok(!(point in manifest.contributes), point);
  });

  it('describes every setting and gives it a default', () => {
    for (const { properties } of configuration) {
      for (const [name, { markdownDescription, default: value }] of Object.entries(properties)) {
        assert.ok(name.startsWith('lifetrace.') && value !== undefined, name);
        assert.match(markdownDescription ?? '', /^%configuration\./, name);
      }
    }
  });

  it('uses icons that the editor has, here and in the code', () => {
    assert.ok(CODICONS.size > 400);
    const strings = clientStrings();
    const inTexts = [text, ...strings.map((each) => each.text)].flatMap((each) =>
      [...each.matchAll(/\$\(([\w-]+)(?:~\w+)?\)/g)].map(([, icon = '']) => icon),
    );
    const inCode = strings.filter(({ before }) => /new ThemeIcon\( ?$/.test(before)).map((each) => each.text);
    assert.ok(inTexts.length > 5 && inCode.length > 10);
    assert.deepEqual(
      [...inTexts, ...inCode].filter((icon) => !CODICONS.has(icon)),
      [],
    );
  });
});
