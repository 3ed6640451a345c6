import { createPublicKey, type KeyObject } from 'node:crypto';
import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** What an office server says of itself at `/hosting/discovery`. */
export interface Discovery {
  /** Address that opens a DOCX for editing, as the server writes it, with its optional parameters in angle brackets. */
  readonly edit: string;
  /** Address that opens it for reading; that of editing where there is none. */
  readonly view: string;
  /** Keys it signs its requests with, the current one first; none where it does not sign. */
  readonly keys: readonly KeyObject[];
}

type Node = Readonly<Record<string, unknown>>;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  removeNSPrefix: true,
  parseAttributeValue: false,
  processEntities: true,
  isArray: (name) => name === 'app' || name === 'action' || name === 'net-zone',
});

const asNode = (value: unknown): Node => (typeof value === 'object' && value !== null ? (value as Node) : {});
const list = (value: unknown): readonly Node[] => (Array.isArray(value) ? value.map(asNode) : []);
const word = (value: unknown): string => (typeof value === 'string' ? value : '');
const at = (node: Node, name: string): unknown => node[name];

/**
 * Reads the discovery of a WOPI client ([MS-WOPI] 3.1.5.1): the actions for DOCX and its proof keys.
 * @returns null for what is no discovery, or offers nothing for DOCX.
 */
export function readDiscovery(xml: string): Discovery | null {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml) || XMLValidator.validate(xml) !== true) return null;
  const root = asNode(at(asNode(parser.parse(xml)), 'wopi-discovery'));
  const actions = list(at(root, 'net-zone')).flatMap((zone) => list(at(zone, 'app')).flatMap((app) => list(at(app, 'action'))));
  const address = (name: string): string | null => {
    const found = actions.find((action) => at(action, 'name') === name && word(at(action, 'ext')).toLowerCase() === 'docx');
    return found === undefined ? null : word(at(found, 'urlsrc'));
  };
  const edit = address('edit');
  if (edit === null || edit === '') return null;
  const proof = asNode(at(root, 'proof-key'));
  const keys = [publicKey(at(proof, 'modulus'), at(proof, 'exponent')), publicKey(at(proof, 'oldmodulus'), at(proof, 'oldexponent'))];
  return { edit, view: address('view') ?? edit, keys: keys.filter((key) => key !== null) };
}

/** RSA public key of its modulus and exponent in base64; null where one is missing or is none. */
function publicKey(modulus: unknown, exponent: unknown): KeyObject | null {
  const [n, e] = [modulus, exponent].map((part) => Buffer.from(word(part), 'base64').toString('base64url'));
  if (n === undefined || e === undefined || n === '' || e === '') return null;
  try {
    return createPublicKey({ key: { kty: 'RSA', n, e }, format: 'jwk' });
  } catch {
    return null;
  }
}

/** The address to post the token to: optional parameters are left out, the file and the language are added. */
export function actionAddress(template: string, wopiSrc: string, language: string): string {
  const bare = template.replaceAll(/<[^>]*>/g, '');
  const address = new URL(bare);
  address.searchParams.set('WOPISrc', wopiSrc);
  address.searchParams.set('lang', language);
  return address.href;
}
