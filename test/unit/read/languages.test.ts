import assert from 'node:assert/strict';
import { isCode, languageOf } from '../../../server/src/read/languages.ts';

describe('languages', () => {
  it('are told by the suffix of the name, in any case', () => {
    const expected = {
      c: ['a.c', 'src/a.h', 'A.C'],
      cpp: ['a.cc', 'a.cpp', 'a.cxx', 'a.hpp', 'a.hh', 'a.hxx', 'a.h++'],
      typescript: ['a.ts', 'a.tsx', 'a.mts', 'a.cts', 'a.d.ts'],
      javascript: ['a.js', 'a.jsx', 'a.mjs', 'a.cjs'],
      python: ['a.py', 'a.pyi'],
      java: ['a.java'],
      rust: ['a.rs'],
      go: ['a.go'],
      csharp: ['a.cs'],
      markdown: ['README.md', 'a.markdown'],
      restructuredtext: ['a.rst'],
      yaml: ['.lifetrace/project.yaml', 'a.yml'],
    };
    for (const [language, paths] of Object.entries(expected)) {
      for (const path of paths) assert.equal(languageOf(path), language, path);
    }
  });

  it('are unknown for other names', () => {
    for (const path of ['', 'a', 'c', 'a.c/b', 'a.txt', 'a.c.orig', 'a.', 'Makefile']) {
      assert.equal(languageOf(path), undefined, path);
    }
  });

  it('are code or documents', () => {
    assert.ok(isCode('c') && isCode('csharp') && isCode('python'));
    assert.ok(!isCode('markdown') && !isCode('yaml') && !isCode('text') && !isCode('restructuredtext'));
  });
});
