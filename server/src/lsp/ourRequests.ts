import { CancellationToken, type Connection, ErrorCodes, ResponseError } from 'vscode-languageserver/node';
import { holds, oddText, type Parts } from './params.ts';

/**
 * Registers what answers a request of our own. Parameters whose parts are not what they have to be are refused as invalid, so that
 * whoever writes a client is told what is wrong; those that are left out are parameters without any part.
 */
export function onOurRequest<P extends object>(
  connection: Connection,
  method: string,
  parts: Parts<P>,
  answer: (params: P, token: CancellationToken) => unknown,
): void {
  connection.onRequest(method, (...sent: unknown[]): unknown => {
    const { params, token } = received(sent);
    if (!holds<P>(params, parts)) {
      throw new ResponseError(ErrorCodes.InvalidParams, oddText(method, parts));
    }
    return answer(params, token);
  });
}

/** Registers what answers a request of our own that needs no parameters, whatever is sent with it. */
export function onPlainRequest(
  connection: Connection,
  method: string,
  answer: (token: CancellationToken) => unknown,
): void {
  connection.onRequest(method, (...sent: unknown[]): unknown => answer(received(sent).token));
}

/** The library gives the token behind as many parameters as a client has sent. */
function received(sent: readonly unknown[]): { readonly params: unknown; readonly token: CancellationToken } {
  const token = sent.at(-1);
  const [params] = sent.length === 2 ? sent : [];
  return { params: params ?? {}, token: CancellationToken.is(token) ? token : CancellationToken.None };
}
