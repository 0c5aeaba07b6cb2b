import { CfnOutput } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { trailNames } from '../constructs/activity/trail-place';
import { AppFunction } from '../constructs/app-function';
import { HttpEdge } from '../constructs/http-edge';
import { limitRequests } from '../constructs/limit-requests';
import { nameRoles } from '../constructs/name-roles';
import type { Installation } from '../installation';
import { AppStack } from './app-stack';
import type { DataStack } from './data-stack';
import type { IdentityStack } from './identity-stack';

/** The HTTP API and the two functions behind it. Neither may change an assignment. */
export class ApiStack extends AppStack {
  /** Address of the HTTP API. */
  readonly url: string;
  readonly apiId: string;

  constructor(
    scope: Construct,
    installation: Installation,
    data: DataStack,
    identity: IdentityStack,
    appUrl: string,
  ) {
    super(scope, 'Api', installation, 'the HTTP API');
    const api = this.#api(installation, data);
    data.rootKey.grantReadPublic(api);
    const queryActivity = this.#queryActivity(installation, data);
    for (const fn of [api, queryActivity]) {
      fn.use('WEB_CLIENT_ID', identity.signIn.client.userPoolClientId);
      identity.machines.nameTo(fn);
    }
    const edge = new HttpEdge(this, 'Edge', {
      installation,
      userPool: identity.signIn.userPool,
      clientIds: [
        identity.signIn.client.userPoolClientId,
        ...identity.machines.ids.map(({ clientId }) => clientId),
      ],
      appUrl,
      functions: { api: api.function, 'query-activity': queryActivity.function },
    });
    this.url = edge.api.apiEndpoint;
    this.apiId = edge.api.apiId;
    new CfnOutput(this, 'ApiUrl', { value: this.url, description: 'Address of the HTTP API' });
  }

  #api(installation: Installation, data: DataStack): AppFunction<'api'> {
    const fn = new AppFunction(this, 'api', installation);
    data.requests.grantList(fn);
    data.requests.grantWrite(fn);
    data.requests.grantCountRequests(fn);
    data.policies.grantRead(fn);
    data.policies.grantWrite(fn);
    data.directory.grantRead(fn);
    data.audit.grantAppend(fn);
    data.audit.grantRead(fn);
    data.assignments.grantListFindings(fn);
    data.linkKey.grantRead(fn);
    installation.identityStore.grantReadPerson(fn);
    installation.identityStore.grantAskMembership(fn);
    installation.organization.grantReadAccount(fn);
    installation.stateMachines.grantStart(fn);
    installation.stateMachines.grantAnswerApproval(fn);
    installation.stateMachines.grantAnswerLease(fn);
    nameRoles(fn, installation);
    limitRequests(fn, installation);
    fn.use('HARD_END', installation.config.hardEnd);
    return fn;
  }

  #queryActivity(installation: Installation, data: DataStack): AppFunction<'query-activity'> {
    const { queryingRole } = trailNames(installation.config);
    const fn = new AppFunction(this, 'query-activity', installation, { roleName: queryingRole });
    data.requests.grantRead(fn);
    data.requests.grantKeepQueries(fn);
    data.requests.grantCountRequests(fn);
    installation.identityStore.grantReadPerson(fn);
    installation.activitySource.grantQuery(fn);
    nameRoles(fn, installation);
    limitRequests(fn, installation);
    return fn;
  }
}
