// @ts-check
import { descendants } from './processes.mjs';

/**
 * @param {number} server process of a code-server, see `CodeServer.pid`
 * @returns {number[]} our language servers that run for its windows
 */
export function languageServers(server) {
  return descendants(server)
    .filter(({ command }) => command.includes('lifetrace') && command.includes('server.cjs'))
    .map(({ pid }) => pid);
}
