import { type FastifyInstance } from 'fastify';

/**
 * No inline code, no other host: the web build needs neither (pdf.js draws on canvas with a worker of our own origin). Only the office
 * server of the installation, where there is one, is shown in a frame, to which the page posts a token.
 */
const contentSecurityPolicy = (officeOrigin: string | null): string =>
  [
    ...(officeOrigin === null ? [] : [`frame-src 'self' ${officeOrigin}`]),
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    officeOrigin === null ? "form-action 'self'" : `form-action 'self' ${officeOrigin}`,
    "frame-ancestors 'none'",
  ].join('; ');

/** @param officeUrl address of the office server, null where there is none */
export function addSecurityHeaders(server: FastifyInstance, officeUrl: string | null): void {
  const policy = contentSecurityPolicy(officeUrl === null ? null : new URL(officeUrl).origin);
  server.addHook('onSend', (_request, reply, payload, done) => {
    void reply.headers({
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    });
    done(null, payload);
  });
}
