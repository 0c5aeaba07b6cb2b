/** Prints a story as it happens: a timeline for people, or one JSON object a line for programs. */
export class Teller {
  readonly #json: boolean;
  readonly #now: () => Promise<number>;
  readonly #write: (line: string) => void;
  #failed = 0;
  #held = 0;

  constructor(options: {
    readonly json: boolean;
    readonly now: () => Promise<number>;
    /** Where lines go. @default standard output */
    readonly print?: (line: string) => void;
  }) {
    this.#json = options.json;
    this.#now = options.now;
    this.#write = options.print ?? ((line) => void process.stdout.write(`${line}\n`));
  }

  /** The time of the story, in epoch milliseconds. */
  now(): Promise<number> {
    return this.#now();
  }

  /** How many expectations did not hold. */
  get failed(): number {
    return this.#failed;
  }

  get held(): number {
    return this.#held;
  }

  /** The next chapter. */
  chapter(title: string): void {
    this.#print({ chapter: title }, `\n${title}`);
  }

  /** Something that happened. */
  async tell(text: string): Promise<void> {
    const at = await this.#at();
    this.#print({ at, event: text }, `  ${at}  ${text}`);
  }

  /** Something that must be so; `seen` is what was found. */
  async expect(what: string, ok: boolean, seen: unknown): Promise<void> {
    if (ok) this.#held += 1;
    else this.#failed += 1;
    const at = await this.#at();
    const shown = typeof seen === 'string' ? seen : JSON.stringify(seen);
    this.#print(
      { at, expectation: what, ok, seen },
      `  ${at}  ${ok ? '✓' : '✗ NOT SO:'} ${what}  [seen: ${shown}]`,
    );
  }

  async #at(): Promise<string> {
    return new Date(await this.#now()).toISOString().replace('T', ' ').slice(0, 19);
  }

  #print(object: object, line: string): void {
    this.#write(this.#json ? JSON.stringify(object) : line);
  }
}
