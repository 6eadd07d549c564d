import type { AttributeFact, ItemFact, LinkFact, SpannedText } from '../../../model/facts.ts';
import type { DialectFacts } from '../dialectFacts.ts';
import { HIGHEST_REVISION, ID_PATTERN, NAME_PATTERN, oftIdText, oftKeyOf, parseOftId } from './oftId.ts';
import { readXml, type XmlElement } from './xmlTree.ts';

const ROOT = '<specdocument';
/** How far into a file the root element is looked for. */
const HEADER_LENGTH = 4096;
const NAMESPACES: ReadonlySet<string> = new Set(['', 'https://github.com/itsallcode/openfasttrace']);

/** True when an XML file holds specification objects, told by its first characters as OpenFastTrace does. */
export function holdsSpecObjects(text: string): boolean {
  return text.slice(0, HEADER_LENGTH).includes(ROOT);
}

/** `req:name`, `req~group:name`; groups: type, name. */
const LEGACY_NAME = new RegExp(`^([A-Za-z]+)(?:~[A-Za-z]+)?:(${NAME_PATTERN})$`, 'u');
/** `req:name, v1`; groups: type, name, revision. */
const LEGACY_ID = new RegExp(`^([A-Za-z]+)(?:~[A-Za-z]+)?:(${NAME_PATTERN}), *v(\\d+)$`, 'u');
const WHOLE_ID = new RegExp(`^${ID_PATTERN}$`, 'u');
/** Type of a covered item whose name does not tell it. */
const UNKNOWN_TYPE = 'unknown';

function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

function contentOf(element: XmlElement): SpannedText {
  const pieces = element.text;
  const text = pieces.map((each) => each.text).join('');
  const start = pieces[0]?.span.start ?? element.start;
  const end = pieces.at(-1)?.span.end ?? element.end;
  const indent = text.length - text.trimStart().length;
  const trimmed = text.trim();
  if (pieces.length !== 1 || end - start !== text.length) return { text: trimmed, span: { start, end } };
  return { text: trimmed, span: { start: start + indent, end: start + indent + trimmed.length } };
}

/** Content of the last child of that name; a later one replaces an earlier one. */
function content(element: XmlElement, name: string): SpannedText | undefined {
  const child = childrenOf(element, name).at(-1);
  return child && contentOf(child);
}

function revisionOf(text: string | undefined): number | undefined {
  if (text === undefined) return 0;
  return /^\d+$/.test(text) && Number(text) <= HIGHEST_REVISION ? Number(text) : undefined;
}

function coversOf(object: XmlElement): LinkFact[] {
  return childrenOf(object, 'providescoverage')
    .flatMap((list) => childrenOf(list, 'provcov'))
    .flatMap((entry): LinkFact[] => {
      const target = content(entry, 'linksto');
      const revision = revisionOf(content(entry, 'dstversion')?.text);
      if (!target || revision === undefined) return [];
      const [, type = UNKNOWN_TYPE, name = target.text] = LEGACY_NAME.exec(target.text) ?? [];
      const id = { type, name, revision };
      return [{ kind: 'covers', to: oftIdText(id), toKey: oftKeyOf(id), revision, span: target.span }];
    });
}

function dependsOf(object: XmlElement): LinkFact[] {
  return childrenOf(object, 'dependencies')
    .flatMap((list) => childrenOf(list, 'dependson'))
    .flatMap((entry): LinkFact[] => {
      const { text, span } = contentOf(entry);
      const [, type, name, digits] = LEGACY_ID.exec(text) ?? [];
      const id = parseOftId(WHOLE_ID.test(text) ? text : `${type ?? ''}~${name ?? ''}~${digits ?? ''}`);
      return id ? [{ kind: 'depends', to: oftIdText(id), toKey: oftKeyOf(id), revision: id.revision, span }] : [];
    });
}

function attributesOf(object: XmlElement): AttributeFact[] {
  const single = ['status', 'rationale', 'comment'].flatMap((name): AttributeFact[] => {
    const child = childrenOf(object, name).at(-1);
    return child ? [{ name, nameSpan: nameSpanOf(child), values: [contentOf(child)] }] : [];
  });
  const tags = childrenOf(object, 'tags').map(
    (list): AttributeFact => ({
      name: 'tags',
      nameSpan: nameSpanOf(list),
      values: childrenOf(list, 'tag').map(contentOf),
    }),
  );
  return [...single, ...tags];
}

function nameSpanOf(element: XmlElement): { readonly start: number; readonly end: number } {
  return { start: element.start + 1, end: element.start + 1 + element.name.length };
}

function itemOf(object: XmlElement, type: string): ItemFact | undefined {
  const written = content(object, 'id');
  const revision = revisionOf(content(object, 'version')?.text);
  if (!written || written.text === '' || revision === undefined) return undefined;
  const id = { type, name: LEGACY_NAME.exec(written.text)?.[2] ?? written.text, revision };
  return {
    dialect: 'oft',
    id: oftIdText(id),
    key: oftKeyOf(id),
    type,
    idSpan: written.span,
    span: { start: object.start, end: object.end },
    title: content(object, 'shortdesc')?.text ?? '',
    text: content(object, 'description')?.text ?? '',
    revision,
    attributes: attributesOf(object),
    links: [...coversOf(object), ...dependsOf(object)],
    needs: childrenOf(object, 'needscoverage')
      .flatMap((list) => childrenOf(list, 'needsobj'))
      .map(contentOf),
  };
}

/** Reads the items of a ReqM2 document (`specdocument`, `specobjects`, `specobject`), the exchange format of OpenFastTrace. */
export function readSpecObjects(text: string): DialectFacts {
  const root = text.includes(ROOT) ? readXml(text) : undefined;
  const known = root?.name === 'specdocument' && NAMESPACES.has(root.attributes.get('xmlns') ?? '');
  const items = (known ? childrenOf(root, 'specobjects') : []).flatMap((list) => {
    const type = list.attributes.get('doctype');
    if (type === undefined) return [];
    return childrenOf(list, 'specobject').flatMap((object) => itemOf(object, type) ?? []);
  });
  return { items, tags: [], problems: [] };
}
