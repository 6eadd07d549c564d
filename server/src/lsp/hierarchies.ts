import {
  type CallHierarchyIncomingCall,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  type CancellationToken,
  type Connection,
  type Position,
  SymbolKind,
  SymbolTag,
  type TypeHierarchyItem,
} from 'vscode-languageserver/node';
import { described } from '../answers/lifecycle/row.ts';
import { oneLine, truncated } from '../answers/markdown.ts';
import { evidenceFor, namingSpans, realisersOf, reasonsOf, restingOn } from '../answers/tracing/hierarchy.ts';
import type { TraceContext, TraceNode } from '../answers/tracing/traceNode.ts';
import type { TraceStep } from '../answers/tracing/traceSteps.ts';
import { labelOfType } from '../config/project.ts';
import { CODE_LANGUAGES } from '../model/codeLanguage.ts';
import type { LanguageId } from '../model/facts.ts';
import { eachInSteps, type Steps } from '../model/steps.ts';
import { isRetired } from '../trace/item.ts';
import { answerInTurns } from './answerInTurns.ts';
import type { DocumentHost } from './documentHost.ts';
import { type Traced, tracedAs, tracedAt } from './tracedAt.ts';

/**
 * Registers the trace as the hierarchies that editors know, in specifications only: an editor asks one provider alone, and
 * in code that has to be the language's own. Supertypes say why an item is there, subtypes what realises it. Incoming
 * calls are the evidence for it, outgoing calls what rests on it. What an item was prepared as is looked up again by its ID
 * at each step, so that a step shows the newest texts.
 */
export function registerHierarchies(connection: Connection, host: DocumentHost): void {
  const { typeHierarchy, callHierarchy } = connection.languages;

  typeHierarchy.onPrepare(({ textDocument, position }, token) => prepare(textDocument.uri, position, token));
  typeHierarchy.onSupertypes(async ({ item }, token) => steps(item, token, reasonsOf));
  typeHierarchy.onSubtypes(async ({ item }, token) => steps(item, token, realisersOf));

  callHierarchy.onPrepare(({ textDocument, position }, token) => prepare(textDocument.uri, position, token));
  callHierarchy.onIncomingCalls(async ({ item }, token): Promise<CallHierarchyIncomingCall[] | null> => {
    return calls(item, token, evidenceFor, (traced, step): CallHierarchyIncomingCall[] => {
      const from = itemOf(traced, step.node, step.link);
      return from ? [{ from, fromRanges: namingRanges(traced, step.node, traced.node) }] : [];
    });
  });
  callHierarchy.onOutgoingCalls(async ({ item }, token): Promise<CallHierarchyOutgoingCall[] | null> => {
    return calls(item, token, restingOn, (traced, step): CallHierarchyOutgoingCall[] => {
      const to = itemOf(traced, step.node, step.link);
      return to ? [{ to, fromRanges: namingRanges(traced, traced.node, step.node) }] : [];
    });
  });

  async function prepare(
    uri: string,
    position: Position,
    token: CancellationToken,
  ): Promise<TypeHierarchyItem[] | null> {
    const traced = await tracedAt(host, uri, position, token);
    if (!traced || isCode(traced.context.snapshot.files.get(traced.file)?.language)) return null;
    const item = itemOf(traced, traced.node, '');
    return item && [item];
  }

  function steps(item: TypeHierarchyItem, token: CancellationToken, from: Walk): Promise<TypeHierarchyItem[] | null> {
    return calls(item, token, from, (traced, { node, link }) => {
      const next = itemOf(traced, node, link);
      return next ? [next] : [];
    });
  }

  /** What each step from an item is for an editor. */
  async function calls<T>(
    item: { readonly data?: unknown },
    token: CancellationToken,
    from: Walk,
    shown: (traced: Traced, step: TraceStep) => readonly T[],
  ): Promise<T[] | null> {
    const walked = function* (traced: Traced): Steps<T[]> {
      const all = yield* from(traced.context, traced.node);
      return (yield* eachInSteps(all, (step) => shown(traced, step))).flat();
    };
    return (await answerInTurns(() => tracedAs(host, rootIn(item), token), walked, token)) ?? null;
  }
}

type Walk = (context: TraceContext, node: TraceNode) => Steps<readonly TraceStep[]>;

const CODE: ReadonlySet<string> = new Set(CODE_LANGUAGES);

function isCode(language: LanguageId | undefined): boolean {
  return language === undefined || CODE.has(language);
}

const NAME = 160;

const KIND_OF_TYPE: Readonly<Record<string, SymbolKind>> = {
  SS: SymbolKind.Module,
  SI: SymbolKind.Module,
  UNIT: SymbolKind.Class,
  SOUP: SymbolKind.Package,
  HAZ: SymbolKind.Event,
  HS: SymbolKind.Event,
  CAUSE: SymbolKind.Event,
  THR: SymbolKind.Event,
  ST: SymbolKind.Method,
  IT: SymbolKind.Method,
  UT: SymbolKind.Method,
  VAL: SymbolKind.Method,
};

const KIND_OF_SUBJECT: Readonly<Record<TraceNode['subject']['kind'], SymbolKind>> = {
  item: SymbolKind.Interface,
  unit: SymbolKind.Function,
  file: SymbolKind.File,
  broken: SymbolKind.Null,
  missing: SymbolKind.Null,
};

/** A node as an item of either hierarchy, reached by a link; null where it stands nowhere. */
function itemOf(
  { session, context: { snapshot } }: Pick<Traced, 'session' | 'context'>,
  { id, subject, name, title, type, status, result, place }: TraceNode,
  link: string,
): (TypeHierarchyItem & CallHierarchyItem) | null {
  if (!place) return null;
  const { places } = session;
  const whole =
    subject.kind === 'item' ? subject.item.fact.span : subject.kind === 'unit' ? subject.unit.fact.span : place.span;
  const label = type === undefined ? '' : labelOfType(snapshot.config, type);
  const state = status === undefined || status === 'approved' ? '' : status;
  return {
    name: truncated(oneLine(`${name} ${title}`), NAME),
    kind: KIND_OF_TYPE[type ?? ''] ?? KIND_OF_SUBJECT[subject.kind],
    detail: described([link, label, state, result ?? ''].map(oneLine)),
    ...(subject.kind === 'item' && isRetired(subject.item) && { tags: [SymbolTag.Deprecated] }),
    uri: places.uriOf(place.file),
    range: places.range(snapshot, place.file, whole),
    selectionRange: places.range(snapshot, place.file, place.span),
    data: { folder: places.uriOf(''), node: id },
  };
}

/** Where `from` names `to`, in the file of `from`; the node itself where the link is written at the other end. */
function namingRanges(
  { session, context: { snapshot } }: Traced,
  from: TraceNode,
  to: TraceNode,
): CallHierarchyItem['range'][] {
  const { place } = from;
  if (!place) return [];
  const spans = namingSpans(from, to);
  return (spans.length > 0 ? spans : [place.span]).map((span) => session.places.range(snapshot, place.file, span));
}

/** What an item was prepared with; a client may send anything. */
function rootIn({ data }: { readonly data?: unknown }): { readonly folder: string; readonly node: string } {
  if (typeof data !== 'object' || data === null || !('folder' in data) || !('node' in data)) return NOWHERE;
  const { folder, node } = data;
  return typeof folder === 'string' && typeof node === 'string' ? { folder, node } : NOWHERE;
}

const NOWHERE = { folder: '', node: '' };
