import {
  type CancellationToken,
  type Connection,
  type DocumentLink,
  type DocumentSymbol,
  type FoldingRange,
  type SelectionRange,
  type SemanticTokens,
  SemanticTokensBuilder,
  type SymbolInformation,
} from 'vscode-languageserver/node';
import { linksIn } from '../answers/specs/documentLinks.ts';
import { type ItemSymbol, symbolsIn } from '../answers/specs/documentSymbols.ts';
import { foldsIn } from '../answers/specs/folding.ts';
import { selectionsAt } from '../answers/specs/selectionRanges.ts';
import { semanticTokensIn } from '../answers/specs/semanticTokens.ts';
import type { FilePath, Span } from '../model/span.ts';
import type { Snapshot } from '../trace/snapshot.ts';
import type { DocumentHost } from './documentHost.ts';
import { wholeSnapshot } from './found.ts';
import type { Places } from './places.ts';
import type { ProjectSession } from './projectSession.ts';
import { modifierBits, typeNumber } from './semanticLegend.ts';
import { symbolKindOf } from './symbolKinds.ts';

/** A spec that an editor asks about, as it stands in the snapshot. */
interface Spec {
  readonly session: ProjectSession;
  readonly places: Places;
  readonly snapshot: Snapshot;
  readonly file: FilePath;
  readonly text: string;
}

/**
 * Registers what an editor asks about a spec as a whole: outline, folds, selections, colours and links. The answer for any
 * other document, and for one that holds no item, is null, which leaves it to other providers and to the editor. What a
 * document says by itself is answered at once, also while others are still being read; links wait for all.
 */
export function registerSpecFeatures(connection: Connection, host: DocumentHost, nestedSymbols: boolean): void {
  connection.onDocumentSymbol(({ textDocument: { uri } }): DocumentSymbol[] | SymbolInformation[] | null => {
    const spec = specOf(uri);
    if (!spec) return null;
    const symbols = symbolsIn(spec.snapshot, spec.file);
    return nestedSymbols ? symbols.map((symbol) => nested(spec, symbol)) : [...flat(spec, uri, symbols)];
  });

  connection.onFoldingRanges(({ textDocument: { uri } }): FoldingRange[] | null => {
    const spec = specOf(uri);
    const folds = spec && foldsIn(spec.snapshot, spec.file, spec.text);
    return folds && folds.length > 0 ? [...folds] : null;
  });

  connection.onSelectionRanges(({ textDocument: { uri }, positions }): SelectionRange[] | null => {
    const spec = specOf(uri);
    if (!spec) return null;
    const { places, snapshot, file, text } = spec;
    return positions.map((position) => {
      const offset = places.offset(snapshot, file, position) ?? 0;
      const spans = selectionsAt(snapshot, file, text, offset);
      const widestFirst = [...spans].reverse();
      return widestFirst.reduce<SelectionRange>(
        (parent, span) => ({ range: places.range(snapshot, file, span), parent }),
        { range: places.range(snapshot, file, { start: 0, end: text.length }) },
      );
    });
  });

  connection.languages.semanticTokens.on(({ textDocument: { uri } }) => tokens(uri) ?? { data: [] });

  connection.languages.semanticTokens.onRange(({ textDocument: { uri }, range }) => {
    const spec = specOf(uri);
    const start = spec?.places.offset(spec.snapshot, spec.file, range.start);
    const end = spec?.places.offset(spec.snapshot, spec.file, range.end);
    return (start !== undefined && end !== undefined && tokens(uri, { start, end })) || { data: [] };
  });

  connection.onDocumentLinks(async ({ textDocument: { uri } }, token): Promise<DocumentLink[] | null> => {
    const spec = await wholeSpecOf(uri, token);
    if (!spec) return null;
    const { places, snapshot, file, text } = spec;
    return linksIn(snapshot, file, text).map(({ span, label, target }) => {
      const { start } = places.range(snapshot, target.file, target.selection);
      return {
        range: places.range(snapshot, file, span),
        target: `${places.uriOf(target.file)}#L${start.line + 1},${start.character + 1}`,
        tooltip: label,
      };
    });
  });

  function specOf(uri: string): Spec | undefined {
    const at = host.locate(uri);
    if (!at) return undefined;
    const { session, file } = at;
    const snapshot = session.snapshot();
    if (!snapshot.itemsByFile.get(file)?.length) return undefined;
    const text = host.documents.get(uri)?.getText() ?? session.textOf(file);
    return text === undefined ? undefined : { session, places: session.places, snapshot, file, text };
  }

  async function wholeSpecOf(uri: string, token: CancellationToken): Promise<Spec | undefined> {
    const at = host.locate(uri);
    if (!at || !host.documents.get(uri)) return undefined;
    const { session, file } = at;
    const snapshot = await wholeSnapshot(session, token);
    const text = host.documents.get(uri)?.getText();
    return text === undefined ? undefined : { session, places: session.places, snapshot, file, text };
  }

  function tokens(uri: string, within?: Span): SemanticTokens | undefined {
    const spec = specOf(uri);
    if (!spec) return undefined;
    const { places, snapshot, file } = spec;
    const builder = new SemanticTokensBuilder();
    for (const { span, kind, modifiers } of semanticTokensIn(snapshot, file, within)) {
      const { start, end } = places.range(snapshot, file, span);
      if (start.line !== end.line) continue;
      builder.push(
        start.line,
        start.character,
        end.character - start.character,
        typeNumber(kind),
        modifierBits(modifiers),
      );
    }
    return builder.build();
  }
}

function nested(spec: Spec, symbol: ItemSymbol): DocumentSymbol {
  const { places, snapshot, file } = spec;
  return {
    name: symbol.name,
    detail: symbol.detail,
    kind: symbolKindOf(symbol.type),
    ...(symbol.retired && { tags: [RETIRED] }),
    range: places.range(snapshot, file, symbol.span),
    selectionRange: places.range(snapshot, file, symbol.selection),
    children: symbol.children.map((child) => nested(spec, child)),
  };
}

function* flat(
  spec: Spec,
  uri: string,
  symbols: readonly ItemSymbol[],
  container?: string,
): Generator<SymbolInformation> {
  for (const { name, type, span, children } of symbols) {
    const range = spec.places.range(spec.snapshot, spec.file, span);
    yield {
      name,
      kind: symbolKindOf(type),
      location: { uri, range },
      ...(container !== undefined && { containerName: container }),
    };
    yield* flat(spec, uri, children, name);
  }
}

/** `SymbolTag.Deprecated`. */
const RETIRED = 1;
