import type { Fetched } from './fetch-metadata';
import { type Metadata, readMetadata } from './metadata';
import type { Trust } from './trust';

/** Whom to believe, and how a document is fetched. */
export type MetadataSource = {
  readonly trust: Trust;
  readonly fetch: (url: URL) => Promise<Fetched>;
};

/** Looks at the metadata at an address, and at the address before anything is fetched from it. Never throws. */
export async function lookAtMetadata(address: string, { trust, fetch }: MetadataSource): Promise<Metadata> {
  const text = address.trim();
  if (!URL.canParse(text)) return { kind: 'unusable', problems: ['it is not an address'] };
  const url = new URL(text);
  const wrong = trust.address(url);
  if (wrong !== undefined) return { kind: 'unusable', problems: [wrong] };
  const fetched = await fetch(url);
  if (fetched.kind === 'failed') return { kind: 'unusable', problems: [fetched.problem] };
  return readMetadata(fetched.text, trust);
}
