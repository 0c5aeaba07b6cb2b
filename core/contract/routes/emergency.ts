import {
  EmergencyEndBody,
  EmergencyOrderPage,
  EmergencyOrderView,
  EmergencyOrdersQuery,
  EmergencyPreview,
  EmergencyPreviewBody,
  EmergencyStopBody,
  EmergencyStopState,
} from '../emergency';
import { route } from './route';

/** Ending access and stopping activations at once. */
export const emergencyRoutes = {
  previewEmergencyEnd: route({
    tag: 'emergency',
    method: 'POST',
    path: '/emergency/end/preview',
    load: 'urgent',
    summary: 'How many leases would end, and whose; changes nothing (admins, responders)',
    body: EmergencyPreviewBody,
    response: EmergencyPreview,
  }),
  orderEmergencyEnd: route({
    tag: 'emergency',
    method: 'POST',
    path: '/emergency/end',
    load: 'urgent',
    summary:
      'End a lease, all access of a person, an account or a permission set, or everything (admins, responders)',
    body: EmergencyEndBody,
    response: EmergencyOrderView,
    status: 202,
  }),
  listEmergencyOrders: route({
    tag: 'emergency',
    method: 'GET',
    path: '/emergency/orders',
    load: 'urgent',
    summary: 'What was ended in emergencies, and how far that is (admins, responders)',
    query: EmergencyOrdersQuery,
    response: EmergencyOrderPage,
  }),
  declareEmergencyStop: route({
    tag: 'emergency',
    method: 'POST',
    path: '/emergency/stop',
    load: 'urgent',
    summary: 'Stop activations: nothing is switched on until it is lifted (admins, responders)',
    body: EmergencyStopBody,
    response: EmergencyStopState,
  }),
  liftEmergencyStop: route({
    tag: 'emergency',
    method: 'POST',
    path: '/emergency/lift',
    load: 'urgent',
    summary: 'Lift the emergency stop (admins, responders)',
    body: EmergencyStopBody,
    response: EmergencyStopState,
  }),
} as const;
