import { parseXml, writeXml, XmlRefusal } from './xml-tree.js';

const again = (xml: string): string => writeXml(parseXml(xml)).replace(/^<\?xml[^>]*\?>\n/, '');

describe('a part of an Office file as a tree', () => {
  it.each([
    ['names, attributes, text', '<w:p w:a="1"><w:r><w:t xml:space="preserve"> a </w:t></w:r><w:tab/></w:p>'],
    ['signs that must be escaped', '<w:t a="&quot;x&quot; &lt; &amp;">1 &lt; 2 &amp; 3 &gt; 2</w:t>'],
    ['line ends in attributes', '<w:t a="one&#10;two&#9;three">x</w:t>'],
  ])('keeps %s', (_, xml) => {
    expect(again(xml)).toBe(xml);
  });

  it('leaves out what says nothing, keeps blanks where they are text', () => {
    expect(again('<?xml version="1.0"?>\n<a>\n  <!-- no --><b>\n</b><w:t> </w:t><![CDATA[<x>]]></a>')).toBe(
      '<a><b/><w:t> </w:t>&lt;x&gt;</a>',
    );
  });

  it.each([
    ['nothing', ''],
    ['two roots', '<a/><b/>'],
    ['what is not closed', '<a><b></a>'],
    ['what was not opened', '</a>'],
    ['a broken sign', '<a>1 < 2</a>'],
    ['a depth no document has', '<a>'.repeat(2_000)],
  ])('refuses %s', (_, xml) => {
    expect(() => parseXml(xml)).toThrow(XmlRefusal);
  });

  it('a name that every object has is an attribute like any other', () => {
    expect(again('<a __proto__="x" constructor="y"/>')).toBe('<a __proto__="x" constructor="y"/>');
  });
});
