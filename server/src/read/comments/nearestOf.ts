/**
 * Finds the nearest of a few characters in a text, going forward. Each character is searched for on its own, which the
 * engine does many at a time, and again only once its last place has been passed: a fraction of what a pattern of all
 * of them costs. All searches together take time linear in the length of the text for each of the characters.
 */
export class NearestOf {
  readonly #text: string;
  readonly #characters: string;
  /** Where each of the characters was found last; the length of the text when it does not come any more. */
  readonly #places: Int32Array;

  constructor(text: string, characters: string) {
    this.#text = text;
    this.#characters = characters;
    this.#places = new Int32Array(characters.length).fill(-1);
  }

  /** Offset of the first of the characters at or behind `at`, else the length of the text. Never asked with a smaller `at`. */
  next(at: number): number {
    const places = this.#places;
    let nearest = this.#text.length;
    for (let index = 0; index < places.length; index++) {
      let place = places[index] ?? nearest;
      if (place < at) place = this.#search(index, at);
      if (place < nearest) nearest = place;
    }
    return nearest;
  }

  #search(index: number, at: number): number {
    const found = this.#text.indexOf(this.#characters.charAt(index), at);
    const place = found < 0 ? this.#text.length : found;
    this.#places[index] = place;
    return place;
  }
}
