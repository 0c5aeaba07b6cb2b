import { Me } from '../me';
import { route } from './route';

/** The caller themselves. */
export const meRoutes = {
  getMe: route({ tag: 'me', method: 'GET', path: '/me', summary: 'Who am I', response: Me }),
} as const;
