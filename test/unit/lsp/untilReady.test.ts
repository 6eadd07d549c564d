import assert from 'node:assert/strict';
import { CancellationToken, CancellationTokenSource } from 'vscode-languageserver/node';
import { untilReady } from '../../../server/src/lsp/untilReady.ts';

const never = new Promise<void>(() => {});

describe('a request during the first index', () => {
  it('ends at once when the client withdraws it', async () => {
    const source = new CancellationTokenSource();
    const waiting = untilReady({ indexed: false, ready: never }, source.token);
    source.cancel();
    await assert.rejects(waiting, { message: 'cancelled' });
  });

  it('is not answered from half of a project when its folder is closed', async () => {
    await assert.rejects(untilReady({ indexed: false, ready: Promise.resolve() }, CancellationToken.None), {
      message: 'the folder is not indexed',
    });
  });

  it('goes on when there is a whole project to answer from', async () => {
    await untilReady({ indexed: true, ready: never }, CancellationToken.None);
  });
});
