import type { HardEndMode } from '../../core/model/hard-end';
import { ACCOUNT_ID, MAIL_DOMAIN, REGION, STAGE } from '../places';
import type { Services } from './services';

/** The groups with a duty, by id. */
export type DutyGroups = { readonly admin: string; readonly auditor: string; readonly responder: string };

/** What `hourglass.config.json` would say of the laptop's installation. */
export function configurationOf(services: Services, groups: DutyGroups, hardEnd: HardEndMode): object {
  return {
    stage: STAGE,
    account: ACCOUNT_ID,
    region: REGION,
    identityCenter: {
      instanceId: services.ssoAdmin.instance.instanceArn.split('/')[1],
      identityStoreId: services.identityStore.identityStoreId,
      adminGroupId: groups.admin,
      auditorGroupId: groups.auditor,
      responderGroupId: groups.responder,
    },
    signIn: { domainPrefix: 'hourglass-laptop' },
    mail: { from: `hourglass@${MAIL_DOMAIN}` },
    activity: {
      source: 'athena',
      trail: { bucket: 'organization-trail', organizationId: 'o-laptopedition' },
    },
    hardEnd,
  };
}
