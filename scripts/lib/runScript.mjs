// @ts-check
// Imported before anything else, so it keeps to syntax that an old Node can read and tells the reader to update it.
import { Stop } from './stop.mjs';

const oldestNode = { major: 20, minor: 19 };

/**
 * Runs a script's work and turns whatever goes wrong into one sentence and exit code 1.
 * A script that found failures but could do its work sets `process.exitCode` itself.
 * @param {() => Promise<void>} work
 */
export async function runScript(work) {
  try {
    checkNode(process.versions.node);
    await work();
  } catch (error) {
    process.exitCode = 1;
    const known = error instanceof Stop;
    console.error(
      `\n${known || !(error instanceof Error) ? String(error) : `Something unexpected went wrong: ${error.message}`}`,
    );
    if (!known && process.env.LIFETRACE_DEBUG) console.error(error);
  }
}

/** @param {string} version as in `process.versions.node` */
function checkNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > oldestNode.major || (major === oldestNode.major && minor >= oldestNode.minor)) return;
  throw new Stop(
    `Lifetrace needs Node ${oldestNode.major}.${oldestNode.minor} or newer; this is Node ${version}. Get it from https://nodejs.org.`,
  );
}
