export { Audit, sha256Hex, toChained, type AuditAct } from './audit.js';
export { AuditEntity } from './audit.entity.js';
