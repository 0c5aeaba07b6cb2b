import { dynamoClient } from '../../aws/clients';
import { DynamoRequests } from '../../aws/dynamo-requests';
import { tableNames } from '../../aws/tables';
import type { ControlContext } from '../control/context';
import { controlApi } from '../control/control';
import { inboxPages } from '../pages/inbox';
import { panelPages } from '../pages/panel';
import { firstOf, type Router } from '../pages/routes';
import { TABLE_PREFIX } from '../places';
import { EmulatedPortalDirectory } from '../portal-directory';
import type { PortalDirectory } from '../sign-in/portal-directory';
import type { LaptopContext } from './context';
import { metadataUrl } from './deployment-services';
import { SERVICES } from './environment';
import type { SignIn } from './sign-in';

/** The laptop's own pages and its control API. */
export type LocalPages = {
  readonly directory: PortalDirectory;
  readonly route: (signIn: SignIn) => Router;
};

/** Builds portal data, inbox, panel and control API over the running services. */
export function localPages(context: LaptopContext): LocalPages {
  const { services, clock, host, metrics, server, syncDirectory } = context;
  const { identityStore, ssoAdmin, organizations, cloudTrailStore } = services;
  const requests = new DynamoRequests(dynamoClient(), tableNames(TABLE_PREFIX), clock);
  const directory = new EmulatedPortalDirectory({
    identityStore,
    ssoAdmin,
    organizations,
    cloudTrailStore,
    timeline: clock,
  });
  const installation = () => ({
    services: SERVICES,
    configuration: context.configuration(),
    samlMetadataUrl: metadataUrl(server.url),
  });
  const contextOf = (signIn: SignIn): ControlContext => ({
    clock,
    services,
    installation,
    directory,
    userPool: signIn.pool,
    lambdas: host,
    deadLetters: () => services.sqs.standing(),
    metrics,
    syncDirectory,
    dueLeases: (until, limit) => requests.dueLeases(until, limit),
  });
  const route = (signIn: SignIn): Router => {
    const control = contextOf(signIn);
    const inbox = inboxPages({
      messages: () => services.ses.messages(),
      directory,
      sessions: signIn.sessions,
      origins: server.origins,
    });
    return firstOf(controlApi(control), inbox, panelPages(control));
  };
  return { directory, route };
}
