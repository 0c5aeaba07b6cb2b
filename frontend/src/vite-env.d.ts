/// <reference types="vite/client" />
import type { WireRoutes } from './api/wire-routes';

declare global {
  /** Method and path of every route of the contract, put in by the build. */
  const HOURGLASS_ROUTES: WireRoutes;
}
