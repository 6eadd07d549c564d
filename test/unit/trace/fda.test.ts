import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  CONCERN_QUESTIONS,
  type ConcernQuestion,
  DOCUMENTATION_QUESTIONS,
  type DocumentationQuestion,
  type TriState,
} from '../../../server/src/model/fda.ts';
import { CONCERN_LEVELS, documentationLevel, levelOfConcern } from '../../../server/src/trace/fda.ts';
import { documentsFor, documentsForConcern } from '../../../server/src/trace/fdaDocuments.ts';

const VALUES: readonly TriState[] = ['yes', 'no', 'unanswered'];

/** All ways of answering the four questions, with and without a rationale for the basic level. */
function* allAnswers(): Generator<{ answers: Record<DocumentationQuestion, TriState>; rationale: boolean }> {
  for (const E1 of VALUES)
    for (const E2 of VALUES)
      for (const E3 of VALUES)
        for (const E4 of VALUES)
          for (const rationale of [true, false]) yield { answers: { E1, E2, E3, E4 }, rationale };
}

describe('Documentation level (FDA 2023)', () => {
  const levelOf = (words: string, rationale = false): string => {
    const answers = words.split(' ');
    const answer = (question: DocumentationQuestion): TriState => {
      const word = answers[DOCUMENTATION_QUESTIONS.indexOf(question)];
      return word === 'y' ? 'yes' : word === 'n' ? 'no' : 'unanswered';
    };
    const { level, treatedAs } = documentationLevel(answer, rationale);
    return level === treatedAs ? level : `${level}, treated as ${treatedAs}`;
  };

  /** E1 to E4, then the rationale, then the level. */
  const TABLE = `
    n n n n  -  basic
    y n n n  -  enhanced
    n y n n  -  enhanced
    n n y n  -  enhanced
    n n n y  -  enhanced
    n n y n  r  basic
    n n n y  r  basic
    n n y y  r  basic
    y n y n  r  enhanced
    n y n y  r  enhanced
    y ? ? ?  -  enhanced
    ? y ? ?  r  enhanced
    ? n n n  -  undetermined, treated as enhanced
    n n n ?  -  undetermined, treated as enhanced
    n ? y n  r  undetermined, treated as enhanced
    ? n y n  -  enhanced
    ? ? ? ?  -  undetermined, treated as enhanced
  `;

  it('follows the guidance', () => {
    for (const line of TABLE.trim().split('\n')) {
      const [answers = '', rationale, level] = line.trim().split(/ {2,}/);
      assert.equal(levelOf(answers, rationale === 'r'), level, line);
    }
  });

  it('is basic only when all questions are answered, and nothing asks for more but what a rationale covers', () => {
    for (const { answers, rationale } of allAnswers()) {
      const { level, treatedAs, restsOnRationale, open } = documentationLevel(
        (question) => answers[question],
        rationale,
      );
      const all = Object.values(answers);
      const basic =
        answers.E1 === 'no' &&
        answers.E2 === 'no' &&
        !all.includes('unanswered') &&
        (rationale || !all.includes('yes'));
      assert.equal(level === 'basic', basic, JSON.stringify({ answers, rationale }));
      assert.equal(treatedAs === 'basic', basic);
      assert.equal(restsOnRationale, basic && all.includes('yes'));
      assert.equal(open.length, all.filter((value) => value === 'unanswered').length);
    }
  });
});

describe('Level of concern (FDA 2005)', () => {
  const answered = (answers: Partial<Record<ConcernQuestion, TriState>>, rest: TriState) =>
    levelOfConcern((question) => answers[question] ?? rest);

  it('is major by any J, moderate by any M, minor otherwise', () => {
    for (const question of CONCERN_QUESTIONS) {
      const { level, because, complete } = answered({ [question]: 'yes' }, 'no');
      assert.equal(level, question.startsWith('J') ? 'major' : 'moderate', question);
      assert.deepEqual([because, complete], [[question], true]);
    }
    assert.deepEqual([answered({}, 'no').level, answered({}, 'no').complete], ['minor', true]);
  });

  it('is at least what is known while a question is open that could raise it', () => {
    assert.deepEqual(pick(answered({}, 'unanswered')), ['minor', false]);
    assert.deepEqual(pick(answered({ M2: 'yes' }, 'unanswered')), ['moderate', false]);
    assert.deepEqual(pick(answered({ J2: 'yes' }, 'unanswered')), ['major', true]);
    assert.deepEqual(pick(answered({ M2: 'yes', M1: 'unanswered' }, 'no')), ['moderate', true]);
  });

  it('tells examples of J4 that contradict it', () => {
    assert.deepEqual(answered({ J4a: 'yes', J4e: 'yes' }, 'no').contradicting, ['J4a', 'J4e']);
    assert.deepEqual(answered({ J4: 'yes', J4a: 'yes' }, 'no').contradicting, []);
  });

  it('never falls when another question is answered with yes', () => {
    const answers = fc.dictionary(fc.constantFrom(...CONCERN_QUESTIONS), fc.constantFrom(...VALUES));
    fc.assert(
      fc.property(answers, fc.constantFrom(...CONCERN_QUESTIONS), (given, question) => {
        const before = CONCERN_LEVELS.indexOf(answered(given, 'unanswered').level);
        const after = CONCERN_LEVELS.indexOf(answered({ ...given, [question]: 'yes' }, 'unanswered').level);
        assert.ok(after >= before);
      }),
    );
  });
});

describe('Documents for the FDA', () => {
  it('grow with the level', () => {
    const titles = (documents: readonly { readonly key: string; readonly content: string }[]) =>
      documents.map(({ key }) => key);
    assert.deepEqual(titles(documentsFor('basic')), titles(documentsFor('enhanced')));
    const changed = documentsFor('enhanced').filter(
      ({ content }, index) => documentsFor('basic')[index]?.content !== content,
    );
    assert.deepEqual(titles(changed), ['sds', 'practices', 'testing']);
    const [minor, moderate, major] = CONCERN_LEVELS.map((level) => titles(documentsForConcern(level)));
    assert.ok(minor?.every((key) => moderate?.includes(key)));
    assert.deepEqual(moderate, major);
    assert.ok(!minor?.includes('sds') && moderate?.includes('sds'));
  });
});

function pick({ level, complete }: ReturnType<typeof levelOfConcern>): readonly [string, boolean] {
  return [level, complete];
}
