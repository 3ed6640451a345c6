import { z } from 'zod';
import { oidcVariables, readOidcConfig } from './oidc-config.js';

const client = { OIDC_CLIENT_ID: 'gare', OIDC_CLIENT_SECRET: 'segreto' };
const read = (environment: Record<string, string>): ReturnType<typeof readOidcConfig> =>
  readOidcConfig(z.object(oidcVariables).parse(environment));

describe('the settings of the OpenID provider', () => {
  it('are none without an issuer', () => {
    expect(read({ ...client, OIDC_LABEL: 'SPID' })).toEqual({ config: null });
  });

  it('map values of the role claim to a role in a body', () => {
    const read_ = read({
      ...client,
      OIDC_ISSUER: 'https://accesso.provincia.example',
      OIDC_ACR_VALUES: 'https://www.spid.gov.it/SpidL2  https://www.spid.gov.it/SpidL3',
      OIDC_CODICE_FISCALE_CLAIM: 'cf, fiscalNumber',
      OIDC_ROLE_CLAIM: 'gruppi',
      OIDC_ROLE_MAP: 'cn=rup,o=montone=RUP_COMUNE@c_f629; sua=FUNZ_SUA@p_pg',
    });
    expect(read_).toMatchObject({
      config: {
        acrValues: ['https://www.spid.gov.it/SpidL2', 'https://www.spid.gov.it/SpidL3'],
        codiceFiscaleClaims: ['cf', 'fiscalNumber'],
        roles: {
          claim: 'gruppi',
          map: [
            { value: 'cn=rup,o=montone', role: 'RUP_COMUNE', codiceIpa: 'c_f629' },
            { value: 'sua', role: 'FUNZ_SUA', codiceIpa: 'p_pg' },
          ],
        },
      },
    });
  });

  it.each([
    [{ OIDC_ISSUER: 'https://a.example' }, /OIDC_CLIENT_ID and OIDC_CLIENT_SECRET/],
    [{ ...client, OIDC_ISSUER: 'http://accesso.provincia.example' }, /must be https/],
    [{ ...client, OIDC_ISSUER: 'http://localhost.evil.example' }, /must be https/],
    [{ ...client, OIDC_ISSUER: 'https://a.example', OIDC_ROLE_CLAIM: 'gruppi' }, /OIDC_ROLE_MAP must be set/],
    [{ ...client, OIDC_ISSUER: 'https://a.example', OIDC_ROLE_CLAIM: 'g', OIDC_ROLE_MAP: 'x=PAPA@p_pg' }, /known role/],
    [{ ...client, OIDC_ISSUER: 'https://a.example', OIDC_ROLE_CLAIM: 'g', OIDC_ROLE_MAP: 'x' }, /form value=ROLE@codiceIPA/],
  ])('that cannot be used say why: %j', (environment, problem) => {
    const reading = read(environment);
    expect('problems' in reading && reading.problems.join('\n')).toMatch(problem);
  });

  it('may be plain on this machine, for tests', () => {
    expect(read({ ...client, OIDC_ISSUER: 'http://127.0.0.1:4000' })).toMatchObject({ config: { roles: null, scope: 'openid profile' } });
  });
});
