const PLAIN = /^[A-Za-z][\w./-]*(?: [\w./-]+)*$/;
const WORDS = /^(?:true|false|yes|no|on|off|null|y|n)$/i;

/** A text as a YAML scalar that reads as this text: plain where nothing can be mistaken, else in double quotes. */
export function yamlScalar(text: string): string {
  return PLAIN.test(text) && !WORDS.test(text) ? text : JSON.stringify(text);
}
