import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Command,
  type Connection,
  type Diagnostic,
  LSPErrorCodes,
  type Range,
  ResponseError,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { tagRewrites } from '../answers/edits/tagRewrites.ts';
import type { Fix } from '../answers/fixes/fix.ts';
import { findingsTouching, fixAll, fixesFor } from '../answers/fixes.ts';
import type { Finding } from '../model/finding.ts';
import { touches } from '../model/span.ts';
import type { Steps } from '../model/steps.ts';
import { APPLY_FIX_COMMAND } from '../protocol/commands.ts';
import { type FixAnswer, type FixOffer, FixRequest } from '../protocol/fixes.ts';
import { answerInTurns } from './answerInTurns.ts';
import type { DocumentHost } from './documentHost.ts';
import { onOurRequest } from './ourRequests.ts';
import { isText } from './params.ts';
import type { ProjectSession } from './projectSession.ts';
import { checkedSession, throwIfChanged, untilChecked } from './untilReady.ts';
import { type EditSupport, workspaceEditOf } from './workspaceEdits.ts';

/** Puts right all of a file that needs no choice, also when it is saved. */
const FIX_ALL = `${CodeActionKind.SourceFixAll}.lifetrace`;

/** What a client understands of code actions. */
export interface ActionSupport extends EditSupport {
  /** Edits that are worked out when an action is chosen. */
  readonly lazily: boolean;
  /** Our own client, which asks a person for what only they can say. */
  readonly asks: boolean;
}

/**
 * Registers quick fixes, and other ways to write a tag. They rest on the whole project and on findings of the newest texts, so there are none while a
 * first index is being built. An edit is worked out when it is chosen, from the texts as they are by then; a document that
 * has changed since the fix was offered is left alone.
 */
export function registerCodeActions(connection: Connection, host: DocumentHost, support: () => ActionSupport): void {
  connection.onCodeAction(async (params, token): Promise<(CodeAction | Command)[] | null> => {
    const { uri } = params.textDocument;
    const at = host.locate(uri);
    if (!at?.session.indexed) return null;
    const { session, file } = at;
    const version = host.documents.get(uri)?.version;
    const find = async () => {
      const checked = await checkedSession(session, token);
      throwIfChanged(version, host.documents.get(uri)?.version);
      return checked;
    };
    const actions = function* (): Steps<(CodeAction | Command)[]> {
      return [
        ...(yield* quickFixes(session, file, params)),
        ...fixAllAction(session, file, params),
        ...rewriteActions(session, file, params),
      ];
    };
    return (await answerInTurns(find, actions, token)) ?? null;
  });

  connection.onCodeActionResolve(async (action): Promise<CodeAction> => {
    if (!isOffer(action.data) || action.edit) return action;
    const edit = await editFor(action.data, '');
    if (!edit) throw new ResponseError(LSPErrorCodes.RequestFailed, `“${action.title}” is not possible here.`);
    return { ...action, edit };
  });

  onOurRequest(
    connection,
    FixRequest.method,
    { offer: isOffer, answer: isText },
    async ({ offer, answer }: FixAnswer): Promise<WorkspaceEdit | null> => {
      return (await editFor(offer, answer)) ?? null;
    },
  );

  /** In steps, a fix each: where a client wants edits at once, a file is read anew for each of them. */
  function* quickFixes(session: ProjectSession, file: string, params: CodeActionParams): Steps<readonly CodeAction[]> {
    if (!asksFor(params.context.only, CodeActionKind.QuickFix)) return [];
    const { places } = session;
    const snapshot = session.engine.snapshot();
    const start = places.offset(snapshot, file, params.range.start);
    const end = places.offset(snapshot, file, params.range.end);
    if (start === undefined || end === undefined) return [];
    const touching = findingsTouching(session.engine.findings(), file, { start, end });
    const actions: CodeAction[] = [];
    for (const finding of touching.slice(0, MOST_FINDINGS)) {
      const range = places.range(snapshot, file, finding.span);
      const diagnostics = params.context.diagnostics.filter((each) => isAbout(each, finding, range));
      for (const fix of fixesFor(snapshot, finding)) {
        const action = actionOf(session, finding, fix, params.textDocument.uri, diagnostics);
        if (action) actions.push(action);
        yield;
      }
    }
    return actions;
  }

  function actionOf(
    session: ProjectSession,
    finding: Finding,
    fix: Fix,
    uri: string,
    diagnostics: Diagnostic[],
  ): CodeAction | undefined {
    const { asks, lazily } = support();
    const action: CodeAction = {
      title: fix.title,
      kind: CodeActionKind.QuickFix,
      ...(diagnostics.length > 0 && { diagnostics }),
      ...(fix.preferred === true && { isPreferred: true }),
    };
    const offer: FixOffer = {
      uri,
      version: host.documents.get(uri)?.version ?? null,
      code: finding.code,
      offset: finding.span.start,
      fix: fix.id,
    };
    if (fix.asks !== undefined && asks) {
      const command = { title: fix.title, command: APPLY_FIX_COMMAND, arguments: [offer, fix.asks] };
      return { ...action, title: `${fix.title}…`, command };
    }
    if (lazily) return { ...action, data: offer };
    const changes = fix.changes((file) => session.textOf(file), '');
    return changes && { ...action, edit: workspaceEditOf(host, session, changes, support()) };
  }

  function fixAllAction(session: ProjectSession, file: string, params: CodeActionParams): readonly CodeAction[] {
    const { only } = params.context;
    // Without being asked for by its kind it would stand in the menu of every place.
    if (!only || !asksFor(only, FIX_ALL)) return [];
    const texts = (each: string): string | undefined => session.textOf(each);
    const changes = fixAll(session.engine.snapshot(), session.engine.findings(), file, texts);
    if (changes.length === 0) return [];
    const edit = workspaceEditOf(host, session, changes, support());
    return [{ title: 'Write all IDs as they are defined', kind: FIX_ALL, edit }];
  }

  function rewriteActions(session: ProjectSession, file: string, params: CodeActionParams): readonly CodeAction[] {
    const { only } = params.context;
    // Without being asked for there would be a light bulb at every tag.
    if (!only || !asksFor(only, CodeActionKind.RefactorRewrite)) return [];
    const snapshot = session.engine.snapshot();
    const offset = session.places.offset(snapshot, file, params.range.start);
    const tag = snapshot.tagsByFile
      .get(file)
      ?.find(({ fact }) => offset !== undefined && touches(fact.tagSpan, offset));
    if (!tag) return [];
    return tagRewrites(snapshot, (each) => session.textOf(each), tag).map(({ title, change }) => ({
      title,
      kind: CodeActionKind.RefactorRewrite,
      edit: workspaceEditOf(host, session, [change], support()),
    }));
  }

  async function editFor(offer: FixOffer, answer: string): Promise<WorkspaceEdit | undefined> {
    const at = host.locate(offer.uri);
    if (!at?.session.indexed) return undefined;
    const { session, file } = at;
    await untilChecked([session]);
    throwIfChanged(offer.version ?? undefined, host.documents.get(offer.uri)?.version);
    const snapshot = session.engine.snapshot();
    const place = { start: offer.offset, end: offer.offset };
    const touching = findingsTouching(session.engine.findings(), file, place);
    const finding = touching.find(({ code, span }) => code === offer.code && span.start === offer.offset);
    const fix = finding && fixesFor(snapshot, finding).find(({ id }) => id === offer.fix);
    const changes = fix?.changes((each) => session.textOf(each), answer);
    return changes && workspaceEditOf(host, session, changes, support());
  }
}

/** A selection over a whole file has findings enough for a menu that nobody reads. */
const MOST_FINDINGS = 20;

function asksFor(only: readonly string[] | undefined, kind: string): boolean {
  return only === undefined || only.some((each) => kind === each || kind.startsWith(`${each}.`));
}

function isAbout({ code, range }: Diagnostic, finding: Finding, { start }: Range): boolean {
  return code === finding.code && range.start.line === start.line && range.start.character === start.character;
}

function isOffer(data: unknown): data is FixOffer {
  return (
    typeof data === 'object' &&
    data !== null &&
    'uri' in data &&
    typeof data.uri === 'string' &&
    'version' in data &&
    (data.version === null || typeof data.version === 'number') &&
    'code' in data &&
    typeof data.code === 'string' &&
    'offset' in data &&
    typeof data.offset === 'number' &&
    'fix' in data &&
    typeof data.fix === 'string'
  );
}
