import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { ApprovalPolicyPage, EligibilityPolicyPage, SettingsView } from '../../core/contract/policies';
import { ApprovalPolicyBody, EligibilityPolicyBody, SettingsBody } from '../../core/model/policy';
import type { Api } from '../api/client';

/** Policies and settings without the ids and versions that they have in one installation. */
export const Exported = z.strictObject({
  eligibility: z.array(EligibilityPolicyBody),
  approval: z.array(ApprovalPolicyBody),
  settings: SettingsBody,
});
export type Exported = z.infer<typeof Exported>;

type Kind = 'eligibility' | 'approval';
const KINDS: readonly Kind[] = ['eligibility', 'approval'];
const BODIES = { eligibility: EligibilityPolicyBody, approval: ApprovalPolicyBody };
const PAGES = { eligibility: EligibilityPolicyPage, approval: ApprovalPolicyPage };

/** Everything that rules in an installation, as of now. Throws `ApiError`. */
export async function exportPolicies(api: Api): Promise<Exported> {
  const [eligibility, approval, settings] = [
    await bodiesOf(api, 'eligibility'),
    await bodiesOf(api, 'approval'),
    SettingsView.parse(await api.call('GET', '/settings')),
  ];
  return Exported.parse({ eligibility, approval, settings: bodyOf(settings) });
}

/**
 * Adds what an installation does not have: a policy of a name that is there already is left as it is. Without `apply` it is only said
 * what would be done. Repeating it changes nothing. Throws `ApiError`.
 */
export async function importPolicies(
  exported: Exported,
  api: Api,
  { apply, say }: { readonly apply: boolean; readonly say: (line: string) => void },
): Promise<void> {
  for (const kind of KINDS) {
    const present = await bodiesOf(api, kind);
    for (const policy of exported[kind]) {
      const same = present.find(({ name }) => name === policy.name);
      if (same)
        say(
          `${kind} "${policy.name}": ${isDeepStrictEqual(same, policy) ? 'is there' : 'is there and differs, left as it is'}`,
        );
      else await add(policy, kind, api, apply, say);
    }
  }
  await importSettings(exported.settings, api, apply, say);
}

async function add(
  policy: Exported[Kind][number],
  kind: Kind,
  api: Api,
  apply: boolean,
  say: (line: string) => void,
): Promise<void> {
  if (apply) await api.call('POST', `/policies/${kind}`, policy);
  say(`${kind} "${policy.name}": ${apply ? 'added' : 'would be added'}`);
}

async function importSettings(
  wanted: SettingsBody,
  api: Api,
  apply: boolean,
  say: (line: string) => void,
): Promise<void> {
  const now = SettingsView.parse(await api.call('GET', '/settings'));
  if (isDeepStrictEqual(bodyOf(now), wanted)) return say('settings: are so');
  if (apply) await api.call('PUT', '/settings', { version: now.version, settings: wanted });
  say(`settings: ${apply ? 'changed' : 'would be changed'}`);
}

async function bodiesOf(api: Api, kind: Kind) {
  const bodies: Exported[Kind][number][] = [];
  let cursor: string | undefined;
  do {
    const after = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page = PAGES[kind].parse(await api.call('GET', `/policies/${kind}?limit=100${after}`));
    bodies.push(...page.items.map((view) => BODIES[kind].parse(bodyOf(view))));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return bodies;
}

type Versioned = {
  readonly id: string;
  readonly version: number;
  readonly changedAt: string;
  readonly changedBy: unknown;
};

/** A policy or the settings without what only this installation knows of it. */
function bodyOf({ id: _id, version: _version, changedAt: _at, changedBy: _by, ...body }: Versioned): object {
  return body;
}
