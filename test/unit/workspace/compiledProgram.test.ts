import assert from 'node:assert/strict';
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import fc from 'fast-check';
import { loadProgram } from '../../../server/src/workspace/node/compiledProgram.ts';
import { temporaryProject, writeIn } from '../../support/temporaryProject.ts';

const PROGRAM = [
  '"use strict"; const other = require("./other.cjs");',
  'exports.sum = (a, b) => a + b + other.ten;',
  'exports.stack = () => new Error("here").stack.split("\\n")[1];',
  'exports.where = [__filename, __dirname, module.exports === exports, this === exports];',
].join(' ');

interface Exports {
  readonly sum: (a: number, b: number) => number;
  readonly stack: () => string;
  readonly where: readonly unknown[];
}

/** A program of two files, and a folder for what is compiled of it. */
class Project {
  readonly root = temporaryProject({ 'program.cjs': PROGRAM, 'other.cjs': 'exports.ten = 10;' });
  readonly file = path.join(this.root, 'program.cjs');
  readonly folder = path.join(this.root, 'cache');

  /** Runs the program, and has it keep what was compiled. */
  run(): Exports {
    const { exports, keep } = loadProgram<Exports>(this.file, this.folder);
    assert.equal(exports.sum(1, 2), 13);
    keep();
    return exports;
  }

  /** The only file that is kept. */
  get kept(): string {
    const files = readdirSync(this.folder);
    assert.equal(files.length, 1);
    return path.join(this.folder, files[0] ?? '');
  }

  /** Tells one version of the kept file from another. */
  get version(): number {
    return statSync(this.kept).ino;
  }
}

describe('a program that is kept as it was compiled', () => {
  it('runs as it does when it is required, now and the next time', () => {
    const project = new Project();
    const required: Exports = createRequire(project.file)(project.file);
    for (const exports of [project.run(), project.run()]) {
      assert.equal(exports.stack(), required.stack());
      assert.deepEqual(exports.where, required.where);
      assert.deepEqual(exports.where, [project.file, project.root, true, true]);
    }
  });

  it('is kept once, for this user alone', () => {
    const project = new Project();
    project.run();
    const { version } = project;
    project.run();
    assert.equal(project.version, version);
    if (process.platform !== 'win32') assert.equal(statSync(project.kept).mode & 0o777, 0o600);
  });

  it('is compiled anew, and kept anew, when a bit of what was kept is another one', () => {
    const project = new Project();
    project.run();
    const whole = readFileSync(project.kept);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(7), (at, bit) => {
        const damaged = Buffer.from(whole);
        damaged[at] = (damaged[at] ?? 0) ^ (1 << bit);
        writeFileSync(project.kept, damaged);
        project.run();
        assert.equal(readFileSync(project.kept).equals(damaged), false);
      }),
    );
  });

  it('is compiled anew when something is missing of what was kept, or more than that is there', () => {
    const project = new Project();
    project.run();
    const whole = readFileSync(project.kept);
    for (const damaged of ['', whole.subarray(0, 20), whole.subarray(0, -1), Buffer.concat([whole, whole])]) {
      writeFileSync(project.kept, damaged);
      const { version } = project;
      project.run();
      assert.notEqual(project.version, version);
    }
  });

  it('is compiled anew when it is another program, of which no more is kept than of the one before', () => {
    const project = new Project();
    project.run();
    // V8 itself compares lengths alone.
    writeIn(project.root, 'program.cjs', PROGRAM.replace('a + b', 'a - b'));
    const { exports, keep } = loadProgram<Exports>(project.file, project.folder);
    assert.equal(exports.sum(1, 2), 9);
    const before = project.version;
    keep();
    assert.notEqual(project.version, before);
  });

  // Windows has no such permissions; there the folder of a user is closed to others.
  if (process.platform !== 'win32') {
    it('is compiled anew when others may have written what was kept', () => {
      const project = new Project();
      project.run();
      const { version } = project;
      chmodSync(project.kept, 0o622);
      project.run();
      assert.notEqual(project.version, version);
    });
  }

  it('is not kept without a folder for it, and runs where nothing can be written', () => {
    const project = new Project();
    const { exports, keep } = loadProgram<Exports>(project.file, undefined);
    assert.equal(exports.sum(1, 2), 13);
    keep();
    assert.deepEqual(readdirSync(project.root).sort(), ['other.cjs', 'program.cjs']);
    const nowhere = loadProgram<Exports>(project.file, '/dev/null/no/such/folder');
    assert.equal(nowhere.exports.sum(1, 2), 13);
    nowhere.keep();
  });
});
