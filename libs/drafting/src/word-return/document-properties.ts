import { type XmlNode } from './xml-tree.js';

const header = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const namespaces =
  'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"';
const contentType = 'application/vnd.openxmlformats-officedocument.custom-properties+xml';
const relationship = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties';
/** Set of the properties that people and programs add (ECMA-376 part 1, 15.2.12.2). */
const format = '{D5CDD505-2E9C-101B-9397-08002B2CF9AE}';

export const propertiesPart = 'docProps/custom.xml';

export function textWithinProperty(properties: XmlNode | null, name: string): string | null {
  const property = properties?.children.find(({ attributes }) => attributes.get('name') === name);
  return property?.children[0]?.text.trim() ?? null;
}

/** The three parts of a package with one more document property: properties, relations of the package, content types. */
export function withProperty(
  parts: { readonly properties: string | null; readonly relations: string; readonly types: string },
  name: string,
  value: string,
): { properties: string; relations: string; types: string } {
  const { properties, relations, types } = parts;
  const property = (pid: number): string =>
    `<property fmtid="${format}" pid="${pid}" name="${name}"><vt:lpwstr>${value}</vt:lpwstr></property>`;
  if (properties !== null && /<\/Properties>\s*$/.test(properties)) {
    const last = Math.max(1, ...[...properties.matchAll(/\bpid="(\d+)"/g)].map(([, pid]) => Number(pid)));
    const others = properties.replace(new RegExp(`<property [^>]*name="${name}"[\\s\\S]*?</property>`), '');
    return { relations, types, properties: others.replace(/<\/Properties>\s*$/, `${property(last + 1)}</Properties>`) };
  }
  const relation = `<Relationship Id="rIdProprieta" Type="${relationship}" Target="${propertiesPart}"/>`;
  return {
    properties: `${header}<Properties ${namespaces}>${property(2)}</Properties>`,
    relations: relations.includes(relationship) ? relations : relations.replace('</Relationships>', `${relation}</Relationships>`),
    types: types.includes(contentType)
      ? types
      : types.replace('</Types>', `<Override PartName="/${propertiesPart}" ContentType="${contentType}"/></Types>`),
  };
}
