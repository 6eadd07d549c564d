import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import * as l10n from '@vscode/l10n';
import { filterWords } from '../../../client/src/views/lifecycleFilter.ts';
import { inRepository } from '../../support/repositoryRoot.ts';
import { clientStrings, type StringInCode, stringsIn } from '../../support/textsOfSources.ts';

type Table = Readonly<Record<string, string>>;

const strings = clientStrings();
const manifest: unknown = JSON.parse(readFileSync(inRepository('package.json'), 'utf8'));

function table(file: string): Table {
  return JSON.parse(readFileSync(inRepository(file), 'utf8'));
}

const MESSAGE = /\bl10n\.t\( ?(?:\{ ?message: ?)?$/;
const COMMENT = /\bl10n\.t\( ?\{ ?message: ?'', ?(?:args: ?\[[^\]]*\], ?)?comment: ?$/;

/** The keys of all texts that the client has translated, as VS Code looks them up. */
function keysUsed(): readonly string[] {
  const keys: string[] = [];
  for (const { before, text } of strings) {
    if (MESSAGE.test(before)) keys.push(text);
    else if (COMMENT.test(before)) keys.push(`${keys.pop()}/${text}`);
  }
  return [...new Set(keys)];
}

/** `{0}`, `{name}`, `$(icon)` and the commands of links: what a translation must leave as it is. */
function placeholders(text: string): readonly string[] {
  return (text.match(/\{\w+\}|\$\([\w~-]+\)|\(command:[^)]*\)|`[^`]*`/g) ?? []).sort();
}

function place({ file, line, text }: StringInCode): string {
  return `${file}:${line}: ${text}`;
}

/** Begins as sentences and labels do. */
const PROSE = /^[“"(]?(?:[A-Z][a-z]+|[A-Z] [a-z])(?:[ ,.:;…?!]|$)|^\{\}[,:]? [a-z]{2,} .*\.$/;
/** Stands where people read, whatever it looks like. */
const SHOWN_AFTER =
  /\b(?:text|title|label|tooltip|description|detail|place[hH]older|prompt|openLabel|textContent)(?::| =)(?: [^'",;]*\?)? ?$|\bshow\w+(?:Message|Pick)\( ?$/;

/** What reads like prose and is none: names for the log, the keyboard, the protocol's own errors. */
const NO_PROSE_AFTER = /\blog\.\w+\( ?$|(?:===|!==|case) ?$|\bnew Error\( ?$|\bhandled: true, message: ?$/;
const NAMES = /^(?:\$\([\w~-]+\) )?(?:Lifetrace|IEC 62304|FDA)(?:[: ]+\{\})?$/;

/** Properties of the manifest that people read. */
const SHOWN = new Set([
  'description',
  'markdownDescription',
  'enumDescriptions',
  'markdownEnumDescriptions',
  'title',
  'name',
  'label',
  'contents',
  'category',
  'contextualTitle',
  'altText',
]);

/** What people read of the manifest, as it stands there. */
function shownTexts(value: unknown, property = '', above = ''): readonly string[] {
  if (typeof value === 'string') return SHOWN.has(property) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((entry) => shownTexts(entry, property, above));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, entry]) =>
    // The names of the package and of what others refer to by its name are no texts.
    (above === '' || property === 'problemMatchers') && key === 'name' ? [] : shownTexts(entry, key, property || key),
  );
}

/** The keys `%…%` that the manifest asks for. */
function manifestKeys(): readonly string[] {
  const text = readFileSync(inRepository('package.json'), 'utf8');
  return [...new Set([...text.matchAll(/"%([^%"]+)%"/g)].map(([, key = '']) => key))];
}

describe('The words of the extension', () => {
  const used = keysUsed();
  const english = table('package.nls.json');
  const bundles = readdirSync(inRepository('l10n')).filter((file) => /^bundle\.l10n\.[\w-]+\.json$/.test(file));
  const manifests = readdirSync(inRepository('.')).filter((file) => /^package\.nls\.[\w-]+\.json$/.test(file));

  it('are found in the sources', () => {
    assert.ok(used.length > 100, String(used.length));
    assert.ok(used.includes('Clear Filter'));
    const [one, two] = stringsIn('x.ts', `// l10n.t('no')\nf(/'/, l10n.t('It\\'s'), \`a \${l10n.t('b')} c\`);`);
    assert.deepEqual([one?.text, two?.text], ["It's", 'a {} c']);
  });

  it('are there in German', () => {
    assert.deepEqual([bundles, manifests], [['bundle.l10n.de.json'], ['package.nls.de.json']]);
  });

  it('are given as they are, so that they can be looked up', () => {
    const wrong = strings.filter(({ before, template }) => template && MESSAGE.test(before)).map(place);
    assert.deepEqual(wrong, []);
    for (const file of new Set(strings.map((each) => each.file))) {
      const calls =
        readFileSync(inRepository(file), 'utf8').match(/\bl10n\.t\(\s*(?!\s*(?:['"]|\{\s*message:))/g) ?? [];
      assert.deepEqual(calls, [], file);
    }
  });

  it('all go through the table: no other text of the client reads like prose', () => {
    const wrong = strings
      .filter(
        ({ text, before }) =>
          PROSE.test(text) || (SHOWN_AFTER.test(before) && /[A-Za-z]{2}/.test(text.replace(/\$\(.*?\)|\{\}/g, ''))),
      )
      .filter(({ text }) => !NAMES.test(text))
      .filter(({ before }) => !MESSAGE.test(before) && !COMMENT.test(before) && !NO_PROSE_AFTER.test(before));
    assert.deepEqual(wrong.map(place), []);
  });

  it('of the manifest all go through its table', () => {
    const raw = shownTexts(manifest).filter((text) => !/^%[\w.-]+%$/.test(text) && !/^Lifetrace\b/.test(text));
    assert.deepEqual(raw, []);
    assert.deepEqual(manifestKeys().toSorted(), Object.keys(english).toSorted());
  });

  for (const file of bundles) {
    it(`of the client are the keys of l10n/${file}, with the same places to fill in`, () => {
      const bundle = table(`l10n/${file}`);
      assert.deepEqual(Object.keys(bundle).toSorted(), used.toSorted());
      for (const [key, text] of Object.entries(bundle)) {
        const message = key.replace(/\/[^/]*\.$/, '');
        assert.deepEqual(placeholders(text), placeholders(message), key);
        assert.ok(text.trim() !== '' && text.trim() === text, key);
      }
    });
  }

  for (const file of manifests) {
    it(`of the manifest are the keys of ${file}, with the same links`, () => {
      const other = table(file);
      assert.deepEqual(Object.keys(other).toSorted(), Object.keys(english).toSorted());
      for (const [key, text] of Object.entries(other)) {
        assert.deepEqual(placeholders(text), placeholders(english[key] ?? ''), key);
      }
    });
  }

  it('are spoken in German where the editor is', () => {
    l10n.config({ contents: table('l10n/bundle.l10n.de.json') as Record<string, string> });
    try {
      assert.equal(
        filterWords({ text: 'Luft', levels: ['C'], states: ['none'] }, 'class', l10n),
        'Nur: „Luft“ · Klasse C · Keine Aufzeichnung gefunden',
      );
    } finally {
      l10n.config({ contents: {} });
    }
  });
});
