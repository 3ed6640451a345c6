// A certified OpenID provider (panva/oidc-provider) on loopback, with people who sign in by writing who they are.
// Speaks over IPC: takes { host, port, redirectUri, afterSignOut, people }, answers 'ready'.
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const page = (uid) => `<!doctype html><html lang="it"><title>Fornitore di prova</title><main><h1>Fornitore di prova</h1>
<form method="post" action="/interaction/${uid}"><label>Chi sei <input name="sub"></label>
<button name="step" value="login">Entra</button> <button name="step" value="cancel">Annulla</button></form></main></html>`;

// The provider's own page asks another host for a font.
const leavePage = (form) => `<!doctype html><html lang="it"><title>Fornitore di prova</title><main><h1>Vuoi uscire?</h1>${form}
<button form="op.logoutForm" name="logout" value="yes">Esci dal fornitore</button></main></html>`;

async function bodyOf(request) {
  let text = '';
  for await (const part of request) text += part;
  return new URLSearchParams(text);
}

function start({ port, host, redirectUri, afterSignOut, people }) {
  const provider = new Provider(`http://${host}:${port}`, {
    clients: [
      {
        ...{ client_id: 'gare-insieme', client_secret: 'segreto-di-prova' },
        ...{ redirect_uris: [redirectUri], post_logout_redirect_uris: [afterSignOut] },
      },
    ],
    pkce: { required: () => true },
    conformIdTokenClaims: false,
    claims: { openid: ['sub'], profile: ['fiscalNumber', 'given_name', 'family_name', 'gruppi'] },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        logoutSource: (context, form) => {
          context.body = leavePage(form);
        },
      },
    },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    cookies: { keys: ['una chiave di prova'] },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
    // What the person agreed to is not the subject here.
    loadExistingGrant: async (context) => {
      const grant = new context.oidc.provider.Grant({ clientId: context.oidc.client.clientId, accountId: context.oidc.session.accountId });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
  });
  const callback = provider.callback();
  const server = createServer(async (request, response) => {
    const uid = /^\/interaction\/([\w-]+)$/.exec(request.url ?? '')?.[1];
    if (uid === undefined) return callback(request, response);
    if (request.method === 'GET') return response.setHeader('content-type', 'text/html; charset=utf-8').end(page(uid));
    const form = await bodyOf(request);
    const result = form.get('step') === 'cancel' ? { error: 'access_denied' } : { login: { accountId: form.get('sub') ?? '' } };
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  });
  server.listen(port, '127.0.0.1', () => process.send?.('ready'));
}

process.once('message', start);
process.once('disconnect', () => process.exit());
