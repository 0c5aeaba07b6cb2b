import type { CfnStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { loadOf, type RouteLoad, type RouteParts, routes } from '../../core/contract/routes';

type Rate = { readonly perSecond: number; readonly burst: number };
type Route = Pick<RouteParts<unknown, unknown, unknown, unknown>, 'method' | 'path' | 'load'>;

/** What each route takes from everybody together, in requests a second. */
const RATES: Readonly<Record<RouteLoad, Rate>> = {
  read: { perSecond: 50, burst: 100 },
  dear: { perSecond: 10, burst: 20 },
  write: { perSecond: 20, burst: 40 },
  urgent: { perSecond: 50, burst: 100 },
};

/** What a route takes that is not in the contract: the OpenAPI document. */
export const OTHER_RATE = RATES.dear;

/**
 * The limit of every route of the contract. Each is counted by itself, so whoever floods one keeps nobody from the others.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
 */
export function limitRoutes(stage: CfnStage): void {
  stage.routeSettings = Object.fromEntries(
    Object.values<Route>(routes).map((route) => {
      const { perSecond, burst } = RATES[loadOf(route)];
      return [
        `${route.method} ${route.path}`,
        { ThrottlingRateLimit: perSecond, ThrottlingBurstLimit: burst },
      ];
    }),
  );
}
