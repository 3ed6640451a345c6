import { readXml } from './read-xml.js';

const read = (text: string, encoding: BufferEncoding = 'utf8'): ReturnType<typeof readXml> => readXml(Buffer.from(text, encoding));

describe('XML that people bring', () => {
  it('is read without prefixes, attributes and numbers; repeated elements are a list', () => {
    const xml = '<?xml version="1.0"?><p:a xmlns:p="x" v="1"><b>007</b><b> due </b><c><d>1.50</d></c><e/></p:a>';
    expect(read(xml)).toEqual({ ok: true, root: { a: { b: ['007', 'due'], c: { d: '1.50' }, e: '' } } });
  });

  it('keeps accents in UTF-8 and in ISO-8859-1', () => {
    expect(read('<a>Società</a>')).toEqual({ ok: true, root: { a: 'Società' } });
    expect(read('<?xml version="1.0" encoding="ISO-8859-1"?><a>Società</a>', 'latin1')).toEqual({ ok: true, root: { a: 'Società' } });
  });

  it('resolves the predefined entities and nothing else, once', () => {
    expect(read('<a>Rossi &amp; figli &lt;&#228;&#xE0;&gt; &amp;lt; &altro;</a>')).toEqual({
      ok: true,
      root: { a: 'Rossi & figli <äà> &lt; &altro;' },
    });
  });

  it.each([
    ['an external entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', 'doctype'],
    ['a billion laughs', '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>', 'doctype'],
    ['a doctype in other capitals', '<!doctype a><a/>', 'doctype'],
    ['an element that is not closed', '<a><b></a>', 'broken'],
    ['plain text', 'fattura n. 1', 'broken'],
    ['nothing', '   ', 'broken'],
  ])('refuses %s', (_, text, reason) => {
    expect(read(text)).toEqual({ ok: false, reason });
  });

  it('refuses what no honest invoice reaches', () => {
    expect(read(`<a>${'x'.repeat(10 * 1024 * 1024)}</a>`)).toEqual({ ok: false, reason: 'too-large' });
  });

  it('a name that every object has is an element like any other', () => {
    const reading = read('<a><constructor>x</constructor><__proto__><b>y</b></__proto__></a>');
    expect(({} as Record<string, unknown>)['b']).toBeUndefined();
    if (reading.ok) expect(JSON.stringify(reading.root)).toContain('x');
  });
});
