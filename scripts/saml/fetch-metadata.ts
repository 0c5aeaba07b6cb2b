/** The text at a metadata address, or why there is none. */
export type Fetched =
  | { readonly kind: 'fetched'; readonly text: string }
  | { readonly kind: 'failed'; readonly problem: string };

/** Milliseconds. */
const WITHIN = 10_000;
/** Bytes; that of Identity Center has about three thousand. */
const LARGEST = 200_000;

/** Fetches metadata without following redirects: they would lead away from what was checked. */
export async function fetchMetadata(url: URL): Promise<Fetched> {
  try {
    const answer = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(WITHIN) });
    if (answer.status >= 300 && answer.status < 400) return failed('it leads to another address');
    if (answer.status === 403 || answer.status === 404)
      return failed(
        `nothing is there (status ${answer.status}): the application was deleted, or the address is not complete`,
      );
    if (!answer.ok) return failed(`it answers with status ${answer.status}`);
    const text = await answer.text();
    if (text.length > LARGEST) return failed('what is there is too long for metadata');
    return { kind: 'fetched', text };
  } catch (error) {
    return failed(`it cannot be reached (${reasonOf(error)})`);
  }
}

const failed = (problem: string): Fetched => ({ kind: 'failed', problem });

/** `fetch` says what went wrong in the cause of its error. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { cause } = error;
  return cause instanceof Error ? cause.message : error.message;
}
