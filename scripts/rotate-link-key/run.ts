/** What a rotation works with. */
export type RotationDeps = {
  readonly key: { rotate(): Promise<void> };
  readonly say: (line: string) => void;
};

/** Rotates the key that signs links: once as a matter of routine, twice at once when it has leaked, so that it verifies nothing more. */
export async function rotateLinkKey(leaked: boolean, { key, say }: RotationDeps): Promise<void> {
  await key.rotate();
  if (!leaked) {
    say('A new key signs links. Links in mails that are under way keep working until the next rotation.');
    return;
  }
  await key.rotate();
  say('The key was rotated twice: no link that was signed before is taken, in five minutes at the latest.');
  say('Who has to decide finds the request under "Waiting for me"; links in later mails work.');
}
