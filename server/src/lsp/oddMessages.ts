import {
  type Connection,
  ErrorCodes,
  Message,
  type MessageStrategy,
  type NotificationMessage,
  type RequestMessage,
  ResponseError,
} from 'vscode-languageserver/node';
import { holds, oddText } from './params.ts';
import { STANDARD_PARAMS } from './standardParams.ts';

/** Where messages go that are not what they have to be. */
const REFUSED = 'lifetrace/refused';

/**
 * Keeps what is not what the protocol says from those who answer: the library hands messages on whatever they hold. Needs
 * {@link registerRefusals}.
 */
export const REFUSING: MessageStrategy = {
  handleMessage: (message, next) => next(accepted(message)),
};

/** Registers what becomes of messages that are refused: a request ends as invalid, a notification is passed over and the log says so. */
export function registerRefusals(connection: Connection): void {
  connection.onRequest(REFUSED, (reason: unknown) => {
    throw new ResponseError(ErrorCodes.InvalidParams, String(reason));
  });
  connection.onNotification(REFUSED, (reason: unknown) => connection.console.warn(`Passed over: ${reason}`));
}

function accepted(message: Message): Message {
  if (!Message.isRequest(message) && !Message.isNotification(message)) return message;
  const parts = STANDARD_PARAMS.get(message.method);
  if (!parts || holds(message.params, parts)) return message;
  const refused: RequestMessage | NotificationMessage = {
    ...message,
    method: REFUSED,
    params: [oddText(message.method, parts)],
  };
  return refused;
}
