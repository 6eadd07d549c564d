import assert from 'node:assert/strict';
import { factsOf } from './oftProject.ts';

function object(content: string, type = 'dsn'): string {
  return `<?xml version="1.0"?>\n<specdocument>\n<specobjects doctype="${type}"><specobject>${content}</specobject></specobjects>\n</specdocument>\n`;
}

describe('OpenFastTrace ReqM2 documents', () => {
  it('hold items with ID, type, revision, title, text and status', () => {
    const text = object(
      '<id>sensor</id><version>2</version><status>draft</status><shortdesc>Pressure &amp; flow</shortdesc><description><![CDATA[< 10 Hz]]></description>',
    );
    const [item] = factsOf('a.xml', text).items;
    assert.deepEqual(
      [item?.id, item?.key, item?.type, item?.revision, item?.title, item?.text],
      ['dsn~sensor~2', 'oft:dsn~sensor', 'dsn', 2, 'Pressure & flow', '< 10 Hz'],
    );
    assert.equal(text.slice(item?.idSpan.start, item?.idSpan.end), 'sensor');
    assert.deepEqual(item?.attributes[0]?.values[0]?.text, 'draft');
  });

  it('name covered items by name and revision, in the old notation with their type', () => {
    const text = object(
      '<id>a</id><providescoverage><provcov><linksto>req:x.y</linksto><dstversion>3</dstversion></provcov><provcov><linksto>z</linksto></provcov></providescoverage>',
    );
    const [item] = factsOf('a.oreqm', text).items;
    assert.deepEqual(
      item?.links.map((link) => [link.kind, link.to, text.slice(link.span.start, link.span.end)]),
      [
        ['covers', 'req~x.y~3', 'req:x.y'],
        ['covers', 'unknown~z~0', 'z'],
      ],
    );
  });

  it('take the type out of a name in the old notation', () => {
    assert.equal(factsOf('a.xml', object('<id>dsn:a.b</id><version>1</version>')).items[0]?.id, 'dsn~a.b~1');
  });

  it('hold needs, dependencies and tags', () => {
    const text = object(
      '<id>a</id><needscoverage><needsobj>impl</needsobj><needsobj>utest</needsobj></needscoverage><dependencies><dependson>dsn~b~1</dependson><dependson>dsn:c, v2</dependson></dependencies><tags><tag>One</tag></tags>',
    );
    const [item] = factsOf('a.xml', text).items;
    assert.deepEqual(
      item?.needs.map((need) => need.text),
      ['impl', 'utest'],
    );
    assert.deepEqual(
      item?.links.map((link) => `${link.kind} ${link.to}`),
      ['depends dsn~b~1', 'depends dsn~c~2'],
    );
    assert.deepEqual(item?.attributes.find((each) => each.name === 'tags')?.values[0]?.text, 'One');
  });

  it('are told from other XML files by their first characters', () => {
    const { items, tags } = factsOf('pom.xml', '<project><!-- [impl->dsn~a~1] --></project>');
    assert.deepEqual([items.length, tags.length], [0, 1]);
    assert.equal(factsOf('a.xml', `${object('<id>a</id>')}<!-- [impl->dsn~a~1] -->`).tags.length, 0);
  });

  it('of another namespace are not ours', () => {
    const text = object('<id>a</id>').replace('<specdocument>', '<specdocument xmlns="https://example.org/other">');
    assert.deepEqual(factsOf('a.xml', text).items, []);
  });

  for (const text of [
    '<specdocument',
    '<specdocument><specobjects doctype="dsn"><specobject><id>a</id>',
    '<specdocument></other>',
    '<specdocument><specobjects doctype="dsn><specobject>',
    object('<version>1</version>'),
    object('<id>a</id><version>one</version>'),
    '<specdocument><specobjects><specobject><id>a</id></specobject></specobjects></specdocument>',
  ]) {
    it(`that are broken give what can be read: ${JSON.stringify(text.slice(0, 70))}`, () => {
      assert.ok(factsOf('a.xml', text).items.length <= 1);
    });
  }
});
