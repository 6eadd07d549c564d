import {
  type CancellationToken,
  type CodeLens,
  type Connection,
  type InlayHint,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver/node';
import { hintsIn } from '../answers/besideCode/inlayHints.ts';
import { type Lens, lensesIn, lensText } from '../answers/besideCode/lenses.ts';
import { tokenOf } from '../answers/codePlace.ts';
import type { FilePath } from '../model/span.ts';
import { SHOW_PLACES_COMMAND, type ShowPlaces } from '../protocol/commands.ts';
import { type LensPlacesParams, LensPlacesRequest, OPEN_LENS_COMMAND, type OpenLens } from '../protocol/lenses.ts';
import type { ServerSettings } from '../protocol/settings.ts';
import type { Target } from '../protocol/target.ts';
import type { Snapshot } from '../trace/snapshot.ts';
import type { DocumentHost } from './documentHost.ts';
import { wholeSnapshot } from './found.ts';
import type { ProjectSession } from './projectSession.ts';
import { throwIfCancelled, throwIfChanged } from './untilReady.ts';

/** What lenses and hints need to know of the client. */
export interface MarkSupport {
  readonly settings: () => ServerSettings;
  /** True for our own client, which asks where a lens leads when somebody chooses it. */
  readonly asksForPlaces: boolean;
  /** Whether the client can be told to ask again for lenses, and for hints. */
  readonly refreshes: { readonly lenses: boolean; readonly hints: boolean };
}

interface DocumentAt {
  readonly session: ProjectSession;
  readonly snapshot: Snapshot;
  readonly file: FilePath;
}

/**
 * Registers code lenses and inlay hints. An editor shows those of all servers together, once it has all: so a client that can be
 * told to ask again gets none while files are still being read, and no other server's have to wait for ours. What a lens
 * says is worked out when it comes into sight.
 */
export function registerLensesAndHints(
  connection: Connection,
  host: DocumentHost,
  { settings, asksForPlaces, refreshes }: MarkSupport,
): void {
  connection.onCodeLens(async ({ textDocument: { uri } }, token): Promise<CodeLens[] | null> => {
    if (!settings().codeLens.enabled) return null;
    const at = await documentAt(uri, refreshes.lenses, token);
    if (!at) return null;
    const { session, snapshot, file } = at;
    return lensesIn(snapshot, file).map(({ span, subject, question }) => ({
      range: session.places.range(snapshot, file, span),
      data: { uri, subject, question } satisfies LensPlacesParams,
    }));
  });

  connection.onCodeLensResolve(async (lens, token): Promise<CodeLens> => {
    if (!isLensData(lens.data)) return lens;
    const { uri, subject, question } = lens.data;
    const at = await lensAt(lens.data, refreshes.lenses, token);
    if (!at) throw new ResponseError(LSPErrorCodes.ContentModified, 'what the lens is about has gone');
    const { title, places } = at.text;
    // An editor shows a lens without a command as text that cannot be chosen.
    if (places.length === 0) return { range: lens.range, command: { title, command: '' } };
    const { start } = lens.range;
    if (asksForPlaces) {
      const open: OpenLens = [start, { uri, subject, question }];
      return { range: lens.range, command: { title, command: OPEN_LENS_COMMAND, arguments: [...open] } };
    }
    const locations = places.map(({ file, selection }) =>
      at.session.places.location(at.snapshot, { file, span: selection }),
    );
    const shown: ShowPlaces = [uri, start, locations];
    return { range: lens.range, command: { title, command: SHOW_PLACES_COMMAND, arguments: [...shown] } };
  });

  connection.onRequest(LensPlacesRequest.method, async (lens: unknown, token): Promise<readonly Target[]> => {
    const at = isLensData(lens) ? await lensAt(lens, false, token) : undefined;
    return at?.text.places.map((place) => at.session.places.target(at.snapshot, tokenOf(place))) ?? [];
  });

  connection.languages.inlayHint.on(async ({ textDocument: { uri }, range }, token): Promise<InlayHint[] | null> => {
    const { codeLens, inlayHints } = settings();
    const { titles } = inlayHints;
    const classes = !inlayHints.classes ? 'none' : codeLens.enabled ? 'withoutLens' : 'all';
    if (!titles && classes === 'none') return null;
    const at = await documentAt(uri, refreshes.hints, token);
    const text = at && (host.documents.get(uri)?.getText() ?? at.session.textOf(at.file));
    if (!at || text === undefined) return null;
    const { snapshot, file } = at;
    const { places } = at.session;
    const start = places.offset(snapshot, file, range.start) ?? 0;
    const end = places.offset(snapshot, file, range.end) ?? text.length;
    return hintsIn(snapshot, file, text, { start, end }, { titles, classes }).map(
      ({ offset, label, tooltip, target }) => ({
        position: places.position(snapshot, file, offset),
        label: [
          {
            value: label,
            ...(target && { location: places.location(snapshot, { file: target.file, span: target.selection }) }),
          },
        ],
        tooltip,
        paddingLeft: true,
      }),
    );
  });

  /** What a lens says by now, in its document. */
  async function lensAt({ uri, subject, question }: LensPlacesParams, refreshed: boolean, token: CancellationToken) {
    const at = await documentAt(uri, refreshed, token);
    const text = at && lensText(at.snapshot, at.file, { span: NOWHERE, subject, question });
    return text && { ...at, text };
  }

  async function documentAt(
    uri: string,
    refreshed: boolean,
    token: CancellationToken,
  ): Promise<DocumentAt | undefined> {
    const at = host.locate(uri);
    if (!at || (refreshed && !at.session.whole)) return undefined;
    const version = host.documents.get(uri)?.version;
    const snapshot = await wholeSnapshot(at.session, token);
    throwIfCancelled(token);
    throwIfChanged(version, host.documents.get(uri)?.version);
    return { ...at, snapshot };
  }
}

const NOWHERE = { start: 0, end: 0 };

const QUESTIONS: ReadonlySet<unknown> = new Set(['trace', 'implementations', 'tests'] satisfies Lens['question'][]);

function isLensData(data: unknown): data is LensPlacesParams {
  return (
    typeof data === 'object' &&
    data !== null &&
    'uri' in data &&
    typeof data.uri === 'string' &&
    'subject' in data &&
    typeof data.subject === 'string' &&
    'question' in data &&
    QUESTIONS.has(data.question)
  );
}
