import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  CfnStage,
  CorsHttpMethod,
  HttpApi,
  type HttpRoute,
  type HttpRouteIntegration,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import type { UserPool } from 'aws-cdk-lib/aws-cognito';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type RouteParts, routes, type Served } from '../../core/contract/routes';
import type { Installation } from '../installation';
import { acknowledge } from './acknowledge';
import { limitRoutes, OTHER_RATE } from './route-rates';

/** What the HTTP API is made of. */
type HttpEdgeProps = {
  readonly installation: Installation;
  readonly userPool: UserPool;
  /** The clients whose tokens are taken: the web app's and those of machines. */
  readonly clientIds: readonly string[];
  readonly appUrl: string;
  readonly functions: Readonly<Record<Served, IFunction>>;
};

type Route = Pick<RouteParts<unknown, unknown, unknown, unknown>, 'method' | 'path' | 'by'>;

/** The HTTP API: the routes of the contract behind a JWT authorizer, and the OpenAPI document before it. */
export class HttpEdge extends Construct {
  readonly api: HttpApi;

  constructor(scope: Construct, id: string, props: HttpEdgeProps) {
    super(scope, id);
    const { userPool, clientIds, appUrl, installation } = props;
    this.api = new HttpApi(this, 'Api', {
      apiName: installation.nameOf('api'),
      createDefaultStage: false,
      defaultAuthorizer: new HttpJwtAuthorizer('Tokens', userPool.userPoolProviderUrl, {
        jwtAudience: [...clientIds],
      }),
      corsPreflight: {
        allowOrigins: [appUrl],
        allowMethods: [CorsHttpMethod.GET, CorsHttpMethod.POST, CorsHttpMethod.PUT],
        allowHeaders: ['authorization', 'content-type', 'idempotency-key', 'if-none-match'],
        exposeHeaders: ['etag', 'retry-after', 'x-correlation-id', 'content-disposition'],
        maxAge: Duration.hours(1),
      },
    });
    const routed = this.#addRoutes(props.functions);
    const stage = this.#addStage(installation);
    // A stage cannot limit a route that is not there yet.
    stage.node.addDependency(...routed);
    if (stage.node.defaultChild instanceof CfnStage) limitRoutes(stage.node.defaultChild);
  }

  #addStage(installation: Installation): HttpStage {
    const logGroup = new LogGroup(this, 'AccessLogs', {
      logGroupName: `/aws/vendedlogs/apis/${installation.nameOf('api')}`,
      retention: installation.config.logs.retentionDays,
      encryptionKey: installation.encryption.keyFor(this),
      removalPolicy: RemovalPolicy.DESTROY,
    });
    return new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: OTHER_RATE.perSecond, burstLimit: OTHER_RATE.burst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(logGroup),
        format: AccessLogFormat.custom(ACCESS_LOG_LINE),
      },
    });
  }

  #addRoutes(functions: HttpEdgeProps['functions']): HttpRoute[] {
    // One permission for each function, not one for each route: a function's policy holds 20 kB.
    const options = { scopePermissionToRoute: false };
    const integrations: Record<Served, HttpRouteIntegration> = {
      api: new HttpLambdaIntegration('Api', functions.api, options),
      'query-activity': new HttpLambdaIntegration('QueryActivity', functions['query-activity'], options),
    };
    const routed = Object.values<Route>(routes).flatMap(({ method, path, by = 'api' }) =>
      this.api.addRoutes({ path, methods: [HttpMethod[method]], integration: integrations[by] }),
    );
    const [openApi] = this.api.addRoutes({
      path: '/openapi.json',
      methods: [HttpMethod.GET],
      integration: integrations.api,
      authorizer: new HttpNoneAuthorizer(),
    });
    if (openApi)
      acknowledge(
        openApi,
        'APIG4',
        'The description of the API is public, as its source is; it says nothing of anybody.',
      );
    return routed;
  }
}

/** Nothing personal: no address, no user, and the route instead of the path. */
const ACCESS_LOG_LINE = JSON.stringify({
  requestId: '$context.requestId',
  route: '$context.routeKey',
  status: '$context.status',
  milliseconds: '$context.responseLatency',
  authorizerError: '$context.authorizer.error',
  integrationError: '$context.integrationErrorMessage',
});
