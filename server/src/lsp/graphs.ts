import type { CancellationToken, Connection } from 'vscode-languageserver/node';
import type { Graph, GraphQuestion } from '../answers/graphs/graph.ts';
import { softwareItemGraph } from '../answers/graphs/softwareItemGraph.ts';
import { traceGraph } from '../answers/graphs/traceGraph.ts';
import type { Steps } from '../model/steps.ts';
import { type GraphModel, type GraphParams, GraphRequest } from '../protocol/graphs.ts';
import { answerInTurns } from './answerInTurns.ts';
import type { DocumentHost } from './documentHost.ts';
import { onOurRequest } from './ourRequests.ts';
import { isObject, isText, maybe } from './params.ts';
import type { ProjectSession } from './projectSession.ts';
import { isTraceRoot, type Traced, tracedAs } from './tracedAt.ts';
import { checkedSession, readySessions } from './untilReady.ts';

/** Registers what the graphs ask. They show what is missing, so that they wait until the newest texts have been checked. */
export function registerGraphs(connection: Connection, host: DocumentHost): void {
  onOurRequest(
    connection,
    GraphRequest.method,
    { root: maybe(isTraceRoot), folder: maybe(isText), grown: maybe(isObject) },
    async (params: GraphParams, token: CancellationToken): Promise<GraphModel | null> => {
      const question = questionOf(params);
      if (params.root === undefined) return itemGraph(params.folder, question, token);
      const { root } = params;
      const graph = function* ({ session, context, node }: Traced): Steps<GraphModel> {
        return modelOf(session, yield* traceGraph(context, node, question));
      };
      return (await answerInTurns(() => tracedAs(host, root, token), graph, token)) ?? null;
    },
  );

  async function itemGraph(
    folder: string | undefined,
    question: GraphQuestion,
    token: CancellationToken,
  ): Promise<GraphModel | null> {
    const sessions = await readySessions(host.sessions, token);
    for (const session of sessions) {
      if (folder !== undefined && session.places.uriOf('') !== folder) continue;
      const graph = function* (): Steps<GraphModel | null> {
        const { engine, name } = session;
        const items = yield* softwareItemGraph(engine.snapshot(), engine.findings(), name, question);
        return items ? modelOf(session, items) : null;
      };
      const answer = await answerInTurns(() => checkedSession(session, token), graph, token);
      if (answer) return answer;
    }
    return null;
  }
}

/** The question that a client asks; what it says wrong or not at all is the least. */
function questionOf({ depth, grown }: GraphParams): GraphQuestion {
  const counts = Object.entries(grown ?? {}).filter(([, count]) => Number.isInteger(count) && count > 0);
  return { depth: typeof depth === 'number' ? depth : Number.NaN, grown: Object.fromEntries(counts) };
}

function modelOf({ places, engine }: ProjectSession, { nodes, ...graph }: Graph): GraphModel {
  const folder = places.uriOf('');
  return {
    ...graph,
    folder,
    nodes: nodes.map(({ place, trace, ...node }) => ({
      ...node,
      ...(place ? { target: places.target(engine.snapshot(), place) } : {}),
      ...(trace === undefined ? {} : { root: { folder, node: trace } }),
    })),
  };
}
