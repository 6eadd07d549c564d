import type { CancellationToken, Connection } from 'vscode-languageserver/node';
import { FOREIGN_FILES } from '../answers/setUp/foreignNotations.ts';
import { projectProposal } from '../answers/setUp/projectProposal.ts';
import { PROJECT_FILE } from '../config/project.ts';
import { type ProjectProposal, type ProjectProposalParams, ProjectProposalRequest } from '../protocol/setUp.ts';
import { filesNamed } from '../workspace/node/filesNamed.ts';
import { diskPathOf } from './diskPath.ts';
import type { DocumentHost } from './documentHost.ts';
import { onOurRequest } from './ourRequests.ts';
import { isText } from './params.ts';
import { readySessions } from './untilReady.ts';

/** Registers the proposal of a project file. It is only a text: whoever asked shows it, and has it written. */
export function registerSetUp(connection: Connection, host: DocumentHost): void {
  onOurRequest(
    connection,
    ProjectProposalRequest.method,
    { folder: isText },
    async ({ folder }: ProjectProposalParams, token: CancellationToken): Promise<ProjectProposal | null> => {
      const sessions = await readySessions(host.sessions, token);
      const root = diskPathOf(folder);
      const session = sessions.find(({ places }) => places.root === root);
      const snapshot = session?.snapshot();
      if (!session || !snapshot || snapshot.files.has(PROJECT_FILE)) return null;
      return {
        text: projectProposal({
          name: session.name,
          files: [...snapshot.files.values()],
          foreign: await filesNamed(session.places.root, FOREIGN_FILES),
          textOf: (file) => session.textOf(file),
        }),
      };
    },
  );
}
