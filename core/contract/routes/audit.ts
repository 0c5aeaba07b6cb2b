import { z } from 'zod';
import { AuditExportQuery, AuditVerification, AuditVerificationQuery } from '../audit';
import { FindingPage, FindingsQuery } from '../findings';
import { route } from './route';

/** The audit trail, and what the reconciler has found. */
export const auditRoutes = {
  listFindings: route({
    tag: 'audit',
    method: 'GET',
    path: '/findings',
    scope: 'audit.read',
    summary: 'What the reconciler has found and is not settled (admins, auditors)',
    query: FindingsQuery,
    response: FindingPage,
  }),
  verifyAudit: route({
    tag: 'audit',
    method: 'GET',
    path: '/audit/verification',
    scope: 'audit.read',
    load: 'dear',
    summary: 'Check the audit trail: its hash chains and its signed daily roots (auditors, admins)',
    query: AuditVerificationQuery,
    response: AuditVerification,
  }),
  exportAudit: route({
    tag: 'audit',
    method: 'GET',
    path: '/audit/export',
    scope: 'audit.read',
    load: 'dear',
    summary: 'The audit trail of some days as lines of JSON, for npm run verify (auditors)',
    query: AuditExportQuery,
    response: z.string(),
    raw: true,
  }),
} as const;
