import assert from 'node:assert/strict';
import type { ItemFact } from '../../../server/src/model/facts.ts';
import { factsOf } from './oftProject.ts';

function itemsIn(text: string, file = 'a.md'): readonly ItemFact[] {
  return factsOf(file, text).items;
}

function itemIn(text: string, file = 'a.md'): ItemFact {
  const items = itemsIn(text, file);
  const [item] = items;
  assert.equal(items.length, 1);
  assert.ok(item);
  return item;
}

function ids(text: string, file = 'a.md'): readonly string[] {
  return itemsIn(text, file).map((item) => item.id);
}

function values(item: ItemFact, name: string): readonly string[] {
  return item.attributes.filter((each) => each.name === name).flatMap((each) => each.values.map(({ text }) => text));
}

function covered(item: ItemFact): readonly string[] {
  return item.links.map((link) => `${link.kind} ${link.to}`);
}

function needs(item: ItemFact): readonly string[] {
  return item.needs.map((need) => need.text);
}

for (const file of ['a.md', 'a.rst']) {
  describe(`OpenFastTrace items in ${file}`, () => {
    it('begin with an ID at the start of a line, with or without backticks', () => {
      assert.deepEqual(ids('req~a~1\n\n`req~b~2`\n\n`req~c~3` <a id="c"></a>', file), [
        'req~a~1',
        'req~b~2',
        'req~c~3',
      ]);
    });

    it('do not begin elsewhere on a line', () => {
      assert.deepEqual(ids('see req~a~1\n  req~b~1\n* req~c~1\n**req~d~1**', file), []);
    });

    it('have exact keys, a revision beside them, and a place for the ID token', () => {
      const text = 'Intro.\n\n`dsn~Some_thing.else~07`\n';
      const item = itemIn(text, file);
      assert.deepEqual([item.key, item.type, item.revision], ['oft:dsn~Some_thing.else', 'dsn', 7]);
      assert.equal(text.slice(item.idSpan.start, item.idSpan.end), 'dsn~Some_thing.else~07');
    });

    it('take an underlined heading above for their title, blank lines in between or not', () => {
      assert.equal(itemIn('Stop the pump\n-------------\n\n`req~a~1`', file).title, 'Stop the pump');
    });

    it('lose the title when other text comes first, and share it with no second item', () => {
      const items = itemsIn('Heading\n=======\nText\n\nreq~a~1\n\nNext\n====\nreq~b~1\nreq~c~1', file);
      assert.deepEqual(
        items.map((item) => item.title),
        ['', 'Next', ''],
      );
    });

    it('take the text behind the ID for their description, with or without the keyword', () => {
      assert.equal(itemIn('req~a~1\n\nOne.\n\nTwo.\n', file).text, 'One.\n\nTwo.');
      assert.equal(itemIn('req~a~1\n\nDescription:\n\nOne.\n', file).text, 'One.');
    });

    it('read rationale and comment', () => {
      const item = itemIn('req~a~1\nText.\n\nRationale:\n\nWhy,\nindeed.\n\nComment:\n\nBy the way.\n', file);
      assert.deepEqual(values(item, 'rationale'), ['Why,\nindeed.']);
      assert.deepEqual(values(item, 'comment'), ['By the way.']);
      assert.equal(item.text, 'Text.');
    });

    for (const status of ['approved', 'proposed', 'draft', 'rejected']) {
      it(`read the status ${status}`, () => {
        assert.deepEqual(values(itemIn(`req~a~1\n\nStatus: ${status}\n\nText.`, file), 'status'), [status]);
      });
    }

    it('take a status only in their head, and none that is unknown', () => {
      assert.deepEqual(values(itemIn('req~a~1\n\nText.\n\nStatus: draft', file), 'status'), []);
      assert.deepEqual(values(itemIn('req~a~1\nStatus: done', file), 'status'), []);
    });

    it('read inline needs with a place for each type', () => {
      const text = 'req~a~1\n\nNeeds: dsn,  utest\n';
      const item = itemIn(text, file);
      assert.deepEqual(needs(item), ['dsn', 'utest']);
      assert.deepEqual(
        item.needs.map(({ span }) => text.slice(span.start, span.end)),
        ['dsn', 'utest'],
      );
    });

    it('take no needs where they are not separated by commas', () => {
      assert.deepEqual(needs(itemIn('req~a~1\n\nNeeds: dsn utest\n', file)), []);
    });

    it('read needs in a list', () => {
      assert.deepEqual(needs(itemIn('req~a~1\n\nNeeds:\n* dsn\n+ utest\n   - the `itest`\n', file)), [
        'dsn',
        'utest',
        'itest',
      ]);
    });

    it('read covered IDs in a list, however they are dressed', () => {
      const text =
        'dsn~a~1\nCovers:\n\n* req~a~1\n- `req~b~2`\n+ [The third](#req~c~3)\n   * see req~old~1, now req~d~4\n';
      const item = itemIn(text, file);
      assert.deepEqual(covered(item), ['covers req~a~1', 'covers req~b~2', 'covers req~c~3', 'covers req~d~4']);
      assert.deepEqual(
        item.links.map(({ span }) => text.slice(span.start, span.end)),
        ['req~a~1', 'req~b~2', 'req~c~3', 'req~d~4'],
      );
    });

    it('ignore what is no list entry with an ID', () => {
      assert.deepEqual(covered(itemIn('dsn~a~1\nCovers: req~a~1\n', file)), []);
      assert.deepEqual(covered(itemIn('dsn~a~1\nCovers:\n    * req~a~1\nthe req~b~1\n* req~c~1x\n', file)), []);
    });

    it('read dependencies apart from coverage', () => {
      assert.deepEqual(covered(itemIn('dsn~a~1\nCovers:\n* req~a~1\n\nDepends:\n* dsn~b~1\n', file)), [
        'covers req~a~1',
        'depends dsn~b~1',
      ]);
    });

    it('read tags inline and in a list', () => {
      assert.deepEqual(values(itemIn('req~a~1\nTags: Alarm, Safety\n* one, two words\n', file), 'tags'), [
        'Alarm',
        'Safety',
        'one',
        'two words',
      ]);
    });

    it('end at the next heading', () => {
      const text = 'req~a~1\n\nText.\n\nNext\n----\n\nNeeds: dsn\n';
      const item = itemIn(text, file);
      assert.deepEqual(needs(item), []);
      assert.equal(text.slice(item.span.start, item.span.end), 'req~a~1\n\nText.');
    });

    it('span from their heading to their last line', () => {
      const text = 'Intro\n\nTitle\n-----\nreq~a~1\n\nNeeds: dsn\n\n\n';
      const { span } = itemIn(text, file);
      assert.equal(text.slice(span.start, span.end), 'Title\n-----\nreq~a~1\n\nNeeds: dsn');
    });

    it('can be switched off and on', () => {
      assert.deepEqual(ids('req~a~1\n<!-- oft:off -->\nreq~b~1\n<!-- oft:on -->\nreq~c~1', file), [
        'req~a~1',
        'req~c~1',
      ]);
      assert.deepEqual(ids('soft:off\nreq~a~1', file), ['req~a~1']);
    });

    it('pass needs on', () => {
      const text = 'Below.\n\n* `arch --> dsn, impl : req~a~2`\n';
      const item = itemIn(text, file);
      assert.deepEqual([item.id, item.type, item.forwards], ['arch~a~2', 'arch', true]);
      assert.deepEqual(needs(item), ['dsn', 'impl']);
      assert.deepEqual(covered(item), ['covers req~a~2']);
      const places = [item.idSpan, ...item.needs.map((need) => need.span), ...item.links.map((link) => link.span)];
      assert.deepEqual(
        places.map((span) => text.slice(span.start, span.end)),
        ['arch', 'dsn', 'impl', 'req~a~2'],
      );
    });

    it('end where needs are passed on', () => {
      assert.deepEqual(ids('req~a~1\n\nNeeds: arch\n\narch-->dsn:req~a~1\n', file), ['req~a~1', 'arch~a~1']);
    });

    for (const end of ['\r\n', '\r']) {
      it(`know lines that end with ${JSON.stringify(end)}`, () => {
        const text = ['Title', '=====', 'req~a~1', 'Needs: dsn', 'Covers:', '* feat~a~1'].join(end);
        const item = itemIn(text, file);
        assert.deepEqual([item.title, ...needs(item), ...covered(item)], ['Title', 'dsn', 'covers feat~a~1']);
      });
    }

    it('remark on a revision that is out of range', () => {
      const { items, problems } = factsOf(file, 'req~a~99999999999\n\nreq~b~1\nCovers:\n* feat~c~99999999999\n');
      assert.deepEqual(
        items.map((item) => [item.id, item.links.length]),
        [['req~b~1', 0]],
      );
      assert.deepEqual(
        problems.map((problem) => problem.code),
        ['LT003', 'LT003'],
      );
    });
  });
}

describe('OpenFastTrace items in Markdown only', () => {
  it('take a heading with number signs for their title', () => {
    assert.equal(itemIn('### Stop the pump\n\n`req~a~1`').title, 'Stop the pump');
  });

  it('are not read in fenced code', () => {
    assert.deepEqual(ids('Text.\n\n```text\nreq~a~1\n```\n\nreq~b~1'), ['req~b~1']);
  });

  it('end a list of needs with a blank line', () => {
    assert.deepEqual(needs(itemIn('req~a~1\nNeeds:\n* dsn\n\n* utest\n')), ['dsn']);
  });
});

describe('OpenFastTrace items in reStructuredText only', () => {
  it('have more kinds of underlines', () => {
    assert.equal(itemIn('Stop the pump\n~~~~~~~~~~~~~\n`req~a~1`', 'a.rst').title, 'Stop the pump');
  });

  it('may have blank lines in a list of needs', () => {
    assert.deepEqual(needs(itemIn('req~a~1\n\nNeeds:\n\n* dsn\n\n* utest\n', 'a.rst')), ['dsn', 'utest']);
  });

  it('know no heading with number signs', () => {
    assert.equal(itemIn('# Stop\n`req~a~1`', 'a.rst').title, '');
  });
});
