import { LanguageServer } from './languageServer.ts';
import { temporaryProject } from './temporaryProject.ts';

/** A project on disk and the server that has read it. */
export interface ServedProject {
  readonly folder: string;
  readonly server: LanguageServer;
}

/** For a suite of tests: the given files (path → text) in a folder of their own with a server, both new for each test. */
export function servedProject(files: Readonly<Record<string, string>>): ServedProject {
  let folder = '';
  let server: LanguageServer;
  beforeEach(async () => {
    folder = temporaryProject(files);
    server = await LanguageServer.start([folder]);
    await server.ready();
  });
  afterEach(() => server.stop());
  return {
    get folder() {
      return folder;
    },
    get server() {
      return server;
    },
  };
}
