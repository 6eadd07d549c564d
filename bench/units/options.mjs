// @ts-check
import { parseArgs } from 'node:util';
import { Stop } from '../../scripts/lib/stop.mjs';
import { languages } from './languages.mjs';

const USAGE = `Usage: npm run bench:units -- [options] FOLDER…
  --language A,B   only these of ${Object.keys(languages).join(', ')}
  --files N        at most N files a language, evenly spread over all that are there
  --rounds N       measure CPU time N times, ours and that of ctags in turn, and take the median (default 1)
  --list N         the first N disagreements of each language
  --json FILE      everything, disagreements included
  --require        exit code 1 when recall or precision of ours is below 98 %`;

/**
 * @typedef {object} Options
 * @property {readonly string[]} folders
 * @property {readonly string[]} languages
 * @property {number} files
 * @property {number} rounds
 * @property {number} list
 * @property {string | undefined} json
 * @property {boolean} require
 */

/**
 * @param {readonly string[]} args
 * @returns {Options}
 */
export function readOptions(args) {
  const { values, positionals } = parsed(args);
  if (positionals.length === 0) throw new Stop(USAGE);
  const chosen = values.language?.split(',') ?? Object.keys(languages);
  const unknown = chosen.find((language) => !(language in languages));
  if (unknown !== undefined) throw new Stop(`Unknown language ${unknown}.\n${USAGE}`);
  return {
    folders: positionals,
    languages: chosen,
    files: wholeNumber('--files', values.files, Number.POSITIVE_INFINITY),
    rounds: Math.max(1, wholeNumber('--rounds', values.rounds, 1)),
    list: wholeNumber('--list', values.list, 0),
    json: values.json,
    require: values.require ?? false,
  };
}

/** @param {readonly string[]} args */
function parsed(args) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        language: { type: 'string' },
        files: { type: 'string' },
        rounds: { type: 'string' },
        list: { type: 'string' },
        json: { type: 'string' },
        require: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new Stop(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  }
}

/**
 * @param {string} option
 * @param {string | undefined} value
 * @param {number} otherwise
 */
function wholeNumber(option, value, otherwise) {
  if (value === undefined) return otherwise;
  if (!/^\d+$/.test(value)) throw new Stop(`${option} takes a whole number, not ${value}.\n${USAGE}`);
  return Number(value);
}
