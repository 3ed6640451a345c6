export { readXml, type XmlElement } from './read-xml.js';
export { escapeXml, isNode, parseXml, writeXml, XmlRefusal, type XmlChild, type XmlNode } from './xml-tree.js';
