import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import { parse } from 'yaml';
import { fileRole } from '../../../server/src/config/fileRole.ts';
import { readingOfKey } from '../../../server/src/config/readingConfig.ts';
import { defaultConfig, readProject } from '../../../server/src/config/readProject.ts';
import { readRisk } from '../../../server/src/config/readRisk.ts';
import { DEFAULT_WRAPPERS } from '../../../server/src/config/scriptWrappers.ts';
import { DEFAULT_RISK_MODEL } from '../../../server/src/model/risk.ts';
import { readingKeyFor } from '../../../server/src/read/readFile.ts';
import { inRepository } from '../../support/repositoryRoot.ts';

function schema(name: string): ValidateFunction {
  return new Ajv({ allErrors: true, allowUnionTypes: true }).compile(
    JSON.parse(readFileSync(inRepository('schemas', name), 'utf8')),
  );
}

function problemsOf(text: string): string[] {
  return readProject(text, DEFAULT_RISK_MODEL).problems.map(
    ({ message, span }) => `${text.slice(0, span.start).split('\n').length}: ${message}`,
  );
}

const FULL = `
product: {name: Aria SP1, version: 1.0.0, manufacturer: Aria, description: A pump}
profile: 62304-2006
files:
  include: ['**']
  exclude: [third_party/**]
  specs: spec/**/*.md
  sources: [src/**, ui/src/**]
  tests: [tests/**]
types:
  LBL: labelling requirement
  NOTE: {label: note, prefixes: [NB]}
prefixes:
  SRS: [SWR, RW-SRS]
  LBL: [IFU]
opaqueIds:
  UNIT: ['fn-[a-z-]+']
softwareItems:
  SI-01: {paths: [src/pump/**]}
units:
  include: [src/**, ui/**]
  generated: count
  kinds: [function, method]
  minLines: 2
  overrides:
    - {paths: ui/**, languages: [typescript], kinds: class}
    - {languages: c, minLines: 4}
  exclude:
    - {paths: [src/hal/**], reason: vendor code (SOUP-3)}
  wrappers: [memo, $route]
classes: {countedControls: forbid}
dialects: {oft: off}
rules: {LT202: warning, LT301: off}
`;

describe('project.yaml', () => {
  it('is optional: without it the defaults hold', () => {
    const config = defaultConfig();
    assert.equal(config.declared, false);
    assert.equal(config.profile.id, '62304-2006-a1');
    assert.equal(fileRole('src/a.c', config.files), 'source');
    assert.equal(fileRole('tests/a.c', config.files), 'test');
    assert.equal(fileRole('docs/a.md', config.files), 'spec');
    assert.equal(fileRole('node_modules/x/a.c', config.files), undefined);
  });

  it('says everything that it can say', () => {
    const { config, problems } = readProject(FULL, DEFAULT_RISK_MODEL);
    assert.deepEqual(problems, []);
    assert.ok(config);
    assert.deepEqual([config.declared, config.product.name, config.product.version], [true, 'Aria SP1', '1.0.0']);
    assert.deepEqual([config.profile.id, config.countedControls, config.reading.oft], ['62304-2006', 'forbid', false]);
    assert.deepEqual(config.reading.ids.resolve('rw_srs_07'), { type: 'SRS', key: 'RW-SRS-7' });
    assert.deepEqual(config.reading.ids.resolve('fn-normalise')?.type, 'UNIT');
    assert.deepEqual(
      ['NB-1', 'NOTE-1', 'IFU-2'].map((id) => config.reading.ids.resolve(id)?.type),
      ['NOTE', 'NOTE', 'LBL'],
    );
    assert.equal(config.types.get('LBL')?.label, 'labelling requirement');
    assert.equal(config.severities.get('LT301'), 'off');
    assert.deepEqual(
      config.softwareItems.map(({ id, paths }) => [id, paths]),
      [['SI-01', ['src/pump/**']]],
    );
    assert.deepEqual(config.units, {
      include: ['src/**', 'ui/**'],
      generated: 'count',
      demand: { kinds: new Set(['function', 'method']), minLines: 2 },
      overrides: [
        { languages: ['typescript'], paths: ['ui/**'], kinds: new Set(['class']) },
        { languages: ['c'], paths: [], minLines: 4 },
      ],
      exclude: [{ languages: [], paths: ['src/hal/**'], reason: 'vendor code (SOUP-3)' }],
    });
    assert.deepEqual([...config.reading.wrappers], ['memo', '$route']);
    assert.equal(fileRole('lib/a.c', config.files), undefined);
    assert.equal(fileRole('README.md', config.files), undefined);
    assert.equal(fileRole('third_party/src/a.c', config.files), undefined);
  });

  it('may be empty', () => {
    assert.equal(readProject('', DEFAULT_RISK_MODEL).config?.declared, true);
    assert.deepEqual(problemsOf('# nothing yet\n'), []);
  });

  it('names the line and says what is expected', () => {
    assert.deepEqual(problemsOf('prodct: {name: X}\n'), ['1: prodct: unknown key. Did you mean “product”?']);
    assert.deepEqual(problemsOf('product:\n  nme: X\n'), ['2: product.nme: unknown key. Did you mean “name”?']);
    assert.deepEqual(problemsOf('\nprofile: 62305\n'), [
      '2: profile: expected one of 62304-2006-a1, 62304-2006, 62304-ed2-draft, found “62305”.',
    ]);
    assert.deepEqual(problemsOf('files: [a, b]\n'), ['1: files: expected a map of keys and values.']);
    assert.deepEqual(problemsOf('rules:\n  LT202: loud\n'), [
      '2: rules.LT202: expected one of error, warning, information, off, found “loud”.',
    ]);
    assert.deepEqual(problemsOf('files:\n  specs: {a: b}\n'), ['2: files.specs: expected a list of texts.']);
    assert.deepEqual(
      problemsOf('prefixes:\n  XYZ: [A]\n').map((line) => line.slice(0, 34)),
      ['2: prefixes.XYZ: unknown item type'],
    );
    assert.deepEqual(problemsOf('types: {SRS: mine, lbl: label}\nprefixes:\n  SRZ: [A]\n'), [
      '1: types.SRS: is a type of its own already; further prefixes stand under “prefixes”.',
      '1: types.lbl: is not the name of a type: capital letters and digits, a letter first.',
      '3: prefixes.SRZ: unknown item type. Did you mean “SRS”?',
    ]);
    assert.deepEqual(problemsOf('files:\n  sources: [../x]\n'), [
      '2: files.sources: “../x” leads out of the project; paths are relative to the project folder.',
    ]);
  });

  it('uses what fits when a part does not', () => {
    const { config } = readProject('product: {name: X}\nprofile: nonsense\nclasses: 7\n', DEFAULT_RISK_MODEL);
    assert.equal(config?.product.name, 'X');
    assert.equal(config?.profile.id, '62304-2006-a1');
  });

  it('is no configuration when it is broken or no map, so that the last good one can stay', () => {
    assert.equal(readProject('product: [\n', DEFAULT_RISK_MODEL).config, undefined);
    assert.equal(readProject('- a\n- b\n', DEFAULT_RISK_MODEL).config, undefined);
  });

  it('refuses globs that would keep whoever walks the folders for ever', () => {
    const globs = ['{1..99}'.repeat(10), '{a,b}'.repeat(10), '{a,{b,c}}/{d,e}/**, f'];
    assert.deepEqual(
      problemsOf(
        `files:\n${globs.map((glob, index) => `  ${['specs', 'tests', 'sources'][index]}: ['${glob}']\n`).join('')}`,
      ),
      [
        `2: files.specs: “${globs[0]}” uses a range; write the names as {a,b}.`,
        '3: files.tests: glob stands for more than 1000 alternatives.',
      ],
    );
  });

  it('is not read when it is longer than any project needs, so that the last good one can stay', () => {
    const text = `product: {name: Pump}\nsoftwareItems:\n${'  SI-01: {paths: [src/**]}\n'.repeat(10_000)}`;
    assert.deepEqual(problemsOf(text), ['1: File: longer than 128 KiB; settings of that size are not read.']);
    assert.equal(readProject(text, DEFAULT_RISK_MODEL).config, undefined);
  });

  it('agrees with the schema that editors use', () => {
    const validate = schema('project.schema.json');
    const texts = [
      FULL,
      '',
      'prodct: {}\n',
      'profile: 62305\n',
      'files: [a]\n',
      'rules: {LT202: loud}\n',
      'rules: {XX: off}\n',
      'prefixes: {Xyz: [A]}\n',
      'types: {lbl: label}\n',
      'classes: {countedControls: maybe}\n',
      'softwareItems: {SI-1: {path: a}}\n',
      'dialects: {oft: on}\n',
      'units: {}\n',
      'units: {kinds: function, minLines: 3}\n',
      'units: {kinds: [lambda]}\n',
      'units: {minLines: 0}\n',
      'units: {minLines: 1.5}\n',
      'units: {generated: maybe}\n',
      'units: {overrides: [{minLines: 2}]}\n',
      'units: {overrides: [{languages: [cobol]}]}\n',
      'units: {exclude: [{paths: a}]}\n',
      'units: {exclude: {paths: a, reason: b}}\n',
      'units: {exclude: [{languages: c, reason: b}]}\n',
      'units: {wrappers: memo}\n',
      'units: {wrappers: [größe, _a1$]}\n',
      'units: {wrappers: []}\n',
      'units: {wrappers: [React.memo]}\n',
      'units: {wrappers: [1st]}\n',
      'units: {wrappers: {a: b}}\n',
    ];
    for (const text of texts) {
      const bySchema = validate(parse(text)) === true;
      assert.equal(readProject(text, DEFAULT_RISK_MODEL).problems.length === 0, bySchema, text);
    }
  });

  it('names the wrappers of functions, or says that there are none', () => {
    const wrappersOf = (units: string) => [
      ...(readProject(`units: ${units}\n`, DEFAULT_RISK_MODEL).config?.reading.wrappers ?? []),
    ];
    assert.deepEqual(wrappersOf('{wrappers: [withDose, withDose, a.b, route]}'), ['withDose', 'route']);
    assert.deepEqual(wrappersOf('{wrappers: []}'), []);
    for (const silent of ['{}', '{wrappers: }', '{wrappers: [a.b]}', 'text']) {
      assert.deepEqual(wrappersOf(silent), DEFAULT_WRAPPERS, silent);
    }
    const described: { properties: { units: { properties: { wrappers: { description: string } } } } } = JSON.parse(
      readFileSync(inRepository('schemas/project.schema.json'), 'utf8'),
    );
    const { description } = described.properties.units.properties.wrappers;
    assert.ok(description.includes(`${DEFAULT_WRAPPERS.join(', ')}.`), description);
  });

  it('tells readings apart by what code is read with, and documents by the rest', () => {
    const [usual, own] = ['{}', '{wrappers: [withDose]}'].map(
      (units) => readProject(`units: ${units}\n`, DEFAULT_RISK_MODEL).config?.reading,
    );
    assert.ok(usual && own);
    assert.notEqual(readingKeyFor('src/a.ts', own), readingKeyFor('src/a.ts', usual));
    assert.equal(readingKeyFor('spec/a.md', own), readingKeyFor('spec/a.md', usual));
    const again = readingOfKey(own.key);
    assert.deepEqual([again.key, [...again.wrappers], again.tracedCodeOnly], [own.key, ['withDose'], false]);
  });

  it('takes over the demo project without a problem', () => {
    const text = readFileSync(inRepository('samples/aria-sp1/.lifetrace/project.yaml'), 'utf8');
    assert.deepEqual(problemsOf(text), []);
  });
});

describe('risk.yaml', () => {
  const sample = readFileSync(inRepository('samples/aria-sp1/.lifetrace/risk.yaml'), 'utf8');

  function riskProblems(text: string): string[] {
    return readRisk(text).problems.map(
      ({ message, span }) => `${text.slice(0, span.start).split('\n').length}: ${message}`,
    );
  }

  it('reads the model of the demo project', () => {
    const { risk, problems } = readRisk(sample);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      risk?.severities.map(({ id, injury }) => `${id} ${injury}`),
      ['S1 none', 'S2 non-serious', 'S3 serious', 'S4 serious'],
    );
    assert.deepEqual(
      risk?.probabilities.map(({ id }) => id),
      ['P1', 'P2', 'P3', 'P4', 'P5'],
    );
    assert.deepEqual(risk?.matrix.get('S4'), ['acc', 'un', 'un', 'un', 'un']);
  });

  it('refuses a matrix with holes, unknown zones or an order that makes no sense', () => {
    assert.match(
      riskProblems('matrix:\n  S4: [acc, un]\n').join('\n'),
      /2: matrix\.S4: expected 5 zones, one for each probability, found 2\./,
    );
    assert.match(riskProblems('matrix:\n  S4: [acc, un, un, un, un]\n').join('\n'), /matrix: no row for severity S1\./);
    const rows = (s4: string): string =>
      `matrix:\n  S4: [${s4}]\n  S3: [acc, acc, un, un, un]\n  S2: [acc, acc, acc, un, un]\n  S1: [acc, acc, acc, acc, red]\n`;
    assert.deepEqual(riskProblems(rows('acc, un, un, un, un')), []);
    assert.match(riskProblems(rows('acc, un, un, un, xx')).join('\n'), /unknown zone “xx”/);
    assert.match(
      riskProblems(rows('un, acc, un, un, un')).join('\n'),
      /2: matrix\.S4: a worse severity or probability gives a better zone\./,
    );
  });

  it('refuses levels that the default matrix does not fit, unless a matrix is given', () => {
    const levels = 'severity:\n  - {id: low, injury: none}\n  - {id: high, injury: serious}\n';
    assert.deepEqual(riskProblems(levels), ['1: matrix: is missing, and the default one does not fit these levels.']);
    const matrix = 'matrix:\n  low: [acc, acc, acc, red, red]\n  high: [acc, red, un, un, un]\n';
    assert.deepEqual(riskProblems(levels + matrix), []);
    assert.deepEqual(riskProblems('severity:\n  - {id: S1, injury: none}\n'), []);
  });

  it('takes levels of any number, from three by three to six by six', () => {
    const size = (n: number): string => {
      const ids = Array.from({ length: n }, (_, index) => index + 1);
      const severity = ids.map((id) => `  - {id: S${id}, injury: ${id === 1 ? 'none' : 'serious'}}`);
      const probability = ids.map((id) => `  - {id: P${id}}`);
      const matrix = ids.map(
        (id) => `  S${id}: [${ids.map((other) => (other + id > n + 1 ? 'un' : 'acc')).join(', ')}]`,
      );
      return ['severity:', ...severity, 'probability:', ...probability, 'matrix:', ...matrix, ''].join('\n');
    };
    for (const n of [3, 4, 5, 6]) {
      const { risk, problems } = readRisk(size(n));
      assert.deepEqual(problems, []);
      assert.equal(risk?.matrix.get('S1')?.length, n);
    }
  });

  it('refuses levels out of order or given twice, on the line at fault', () => {
    assert.deepEqual(riskProblems('severity:\n  - {id: S1, injury: serious}\n  - {id: S2, injury: none}\n'), [
      '3: severity[1].injury: a level further down may not have a milder injury.',
    ]);
    assert.deepEqual(riskProblems('severity:\n  - {id: S1, injury: none}\n  - {id: S1, injury: none}\n'), [
      '3: severity[1].id: there is a level “S1” already.',
    ]);
    const maxima = (second: string): string[] =>
      riskProblems(
        `probability:\n  levels:\n    - {id: P1, max: 0.1}\n    - {id: P2, max: ${second}}\nmatrix:\n${[
          'S1',
          'S2',
          'S3',
          'S4',
        ]
          .map((id) => `  ${id}: [acc, un]\n`)
          .join('')}`,
      );
    assert.deepEqual(maxima('0.5'), []);
    const refused = 'probability.levels[1].max: must be above that of the level before it, and at most 1.';
    for (const second of ['0.01', '0.1', '2']) assert.deepEqual(maxima(second), [`4: ${refused}`]);
    assert.match(riskProblems('zones: {un: unacceptable, acc: acceptable}\n')[0] ?? '', /“acceptable” must come first/);
  });

  it('reads the policy, and knows no other certainty than that the software fails', () => {
    const policy = 'policy:\n  afap: true\n  infoReducesProbability: true\n  p1p2: required\n';
    assert.deepEqual(readRisk(policy).risk?.policy, { afap: true, infoReducesProbability: true, p1p2: 'required' });
    assert.deepEqual(readRisk('policy: {}\n').risk?.policy, readRisk('').risk?.policy);
    assert.deepEqual(riskProblems('policy:\n  softwareFailureProbability: 0.1\n'), [
      '2: policy.softwareFailureProbability: must be 1: classification assumes that the software fails (IEC 62304, 4.3 a).',
    ]);
    assert.deepEqual(riskProblems('policy:\n  afapp: true\n'), ['2: policy.afapp: unknown key. Did you mean “afap”?']);
    assert.match(riskProblems('methods: {rpn: decide}\n')[0] ?? '', /methods\.rpn: expected one of off, import-only/);
  });

  it('counts a severity without injury as serious and says so', () => {
    const { risk, problems } = readRisk('severity:\n  - {id: S1, name: Bad}\n');
    assert.equal(risk?.severities[0]?.injury, 'serious');
    assert.match(problems[0]?.message ?? '', /injury is missing; it counts as serious/);
  });

  it('agrees with the schema that editors use', () => {
    const validate = schema('risk.schema.json');
    const texts = [
      sample,
      '',
      'severity: 7\n',
      'severity: [{id: S1, name: a, injury: deadly}]\n',
      'zones: [a]\n',
      'unknown: 1\n',
      'matrix: [a]\n',
      'policy: {softwareFailureProbability: 0.5}\n',
      'policy: {afap: maybe}\n',
      'policy: {p1p2: sometimes}\n',
      'policy: {later: true}\n',
      'methods: {rpn: decide}\n',
    ];
    for (const text of texts) {
      assert.equal(readRisk(text).problems.length === 0, validate(parse(text)) === true, text);
    }
  });
});
