import assert from 'node:assert/strict';
import { isCode, languageIn, languageOf } from '../../../server/src/read/languages.ts';

describe('languages', () => {
  it('are told by the suffix of the name, in any case', () => {
    const expected = {
      c: ['a.c', 'src/a.h', 'A.C'],
      cpp: [
        'a.cc',
        'a.cpp',
        'a.cxx',
        'a.hpp',
        'a.hh',
        'a.hxx',
        'a.h++',
        'a.inl',
        'a.tpp',
        'a.cppm',
        'a.ino',
        'a.cu',
        'a.cuh',
      ],
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

  it('are told by the text where a header may be of C or of C++', () => {
    const cpp = [
      'class Pump {\n};',
      'class Pump;',
      'class Pump final {\n};',
      'enum class Mode { On };',
      'class PUMP_EXPORT Pump final : public Base {',
      '#pragma once\n  namespace aria { }',
      'namespace aria::pump\n{\n}',
      'template <typename T> T f(T a);',
      'using Rate = int;',
      'using namespace std;',
      'struct A : public B { };',
      'struct A final : winrt::implements<A> { };',
      'API_EXPORT namespace aria\n{',
      'ref class Pump sealed : Object\n{',
      'public value struct Rate { };',
      'struct A {\nprivate:\n  int a;\n};',
      '#include <vector>',
      '/* C */ int a;\nclass Pump { };',
    ];
    const c = [
      '',
      'struct device { struct bus *class; };',
      'int namespace;\nint template;',
      '/* class Pump {\nclass Pump { };\n*/',
      '// text \\\nclass Pump { };',
      '#ifdef __cplusplus\nextern "C" {\n#endif',
      '#include <stdint.h>\n#include "class"',
      'int a = b ? public : c;',
    ];
    for (const text of cpp) assert.equal(languageIn('a.h', text), 'cpp', text);
    for (const text of c) assert.equal(languageIn('a.h', text), 'c', text);
    assert.equal(languageIn('a.c', 'class Pump { };'), 'c');
    assert.equal(languageIn('a.py', 'class Pump { };'), 'python');
  });

  it('are code or documents', () => {
    assert.ok(isCode('c') && isCode('csharp') && isCode('python'));
    assert.ok(!isCode('markdown') && !isCode('yaml') && !isCode('text') && !isCode('restructuredtext'));
  });
});
