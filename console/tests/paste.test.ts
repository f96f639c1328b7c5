// @vitest-environment jsdom
import { describe, expect, it, vi } from 'vitest';

import { readPasted, readPlain } from '../src/content/paste';
import type { Block } from '../src/content/tree';

const word = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{font-family:仿宋}</style>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings>secret</o:OfficeDocumentSettings></xml><![endif]--></head>
<body lang=ZH-CN><!--StartFragment-->
<h1 align=center style='text-align:center'><span style='font-family:方正小标宋'>一、总体要求<o:p></o:p></span></h1>
<p class=MsoNormal style='text-indent:32.0pt'><span style='font-size:16.0pt;
font-family:仿宋'>&nbsp;&nbsp;&nbsp;&nbsp;坚持<b>依法</b>公开，
推进<i>政务</i>公开。<o:p></o:p></span></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1.<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]><span>第一项</span></p>
<p class=MsoNormal align=right style='text-align:right'><span>2026年11月22日</span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal style='mso-outline-level:2'>（一）加强领导</p>
<!--EndFragment--></body></html>`;

const blocksOf = (html: string) => readPasted(html).tree.blocks;
const paragraph = (text: string): Block => ({ kind: 'paragraph', runs: [{ text }] });

const rows: [string, string, Block[]][] = [
  [
    'fonts and sizes of WPS',
    '<p><span style="font-family:宋体;mso-spacerun:yes;font-size:15pt">正文</span><span>继续</span></p>',
    [paragraph('正文继续')],
  ],
  ['an indent of full-width blanks', '<p>　　各县（市、区）人民政府：</p>', [paragraph('各县（市、区）人民政府：')]],
  ['lines of one paragraph', '<p>第一行<br>第二行</p>', [paragraph('第一行'), paragraph('第二行')]],
  [
    'text without a paragraph',
    '正文<b>加粗</b>',
    [{ kind: 'paragraph', runs: [{ text: '正文' }, { text: '加粗', strong: true }] }],
  ],
  [
    'bold by style, and taken back',
    '<p style="font-weight:700">甲<span style="font-weight:normal">乙</span></p>',
    [{ kind: 'paragraph', runs: [{ text: '甲', strong: true }, { text: '乙' }] }],
  ],
  [
    'a wrapper of the clipboard that is bold in name only',
    '<b style="font-weight:normal"><p>甲</p></b>',
    [paragraph('甲')],
  ],
  [
    'lists',
    '<ol start="3"><li>甲</li><li>乙</li></ol><ul><li>丙</li></ul>',
    [paragraph('3. 甲'), paragraph('4. 乙'), paragraph('· 丙')],
  ],
  [
    'a link that may stay',
    '<p><a href="https://www.gov.cn/a">国务院</a></p>',
    [{ kind: 'paragraph', runs: [{ text: '国务院', link: 'https://www.gov.cn/a' }] }],
  ],
  ['a link that may not', '<p><a href="javascript:alert(1)">点我</a></p>', [paragraph('点我')]],
  [
    'scripts, hidden text and deleted words',
    '<script>x</script><p>甲<span style="display:none">乙</span><del>丙</del></p>',
    [paragraph('甲')],
  ],
  [
    'headings by their number',
    '<h3>二、主要任务</h3><h1>（三）保障</h1><h2>没有编号</h2>',
    [
      { kind: 'heading', level: 1, runs: [{ text: '二、主要任务' }] },
      { kind: 'heading', level: 2, runs: [{ text: '（三）保障' }] },
      { kind: 'heading', level: 2, runs: [{ text: '没有编号' }] },
    ],
  ],
  [
    'a table with spans',
    '<table><tr><th colspan="2">项目</th></tr><tr><td><p>甲</p><p>乙</p></td><td rowspan=2>1&nbsp;</td></tr></table>',
    [
      {
        kind: 'table',
        rows: [
          [{ runs: [{ text: '项目' }], column_span: 2, header: true }],
          [{ runs: [{ text: '甲\n乙' }] }, { runs: [{ text: '1' }], row_span: 2 }],
        ],
      },
    ],
  ],
  [
    'style sheets, closed or not',
    '<style>p{color:red}</style><p>甲</p><STYLE type="text/css"><!-- p{} --></STYLE ><p>乙</p><style>b{}',
    [paragraph('甲'), paragraph('乙')],
  ],
  ['a rule', '<p>甲</p><hr><p>乙</p>', [paragraph('甲'), { kind: 'rule' }, paragraph('乙')]],
  ['nothing', '<p>&nbsp;</p>', []],
];

describe('pasted', () => {
  it.each(rows)('%s', (_, html, expected) => expect(blocksOf(html)).toEqual(expected));

  it('from Word, whole', () => {
    expect(blocksOf(word)).toEqual([
      { kind: 'heading', level: 1, runs: [{ text: '一、总体要求' }] },
      {
        kind: 'paragraph',
        runs: [
          { text: '坚持' },
          { text: '依法', strong: true },
          { text: '公开，推进' },
          { text: '政务', emphasis: true },
          { text: '公开。' },
        ],
      },
      paragraph('1. 第一项'),
      { kind: 'paragraph', align: 'right', runs: [{ text: '2026年11月22日' }] },
      { kind: 'heading', level: 2, runs: [{ text: '（一）加强领导' }] },
    ]);
  });

  it('with raised, lowered and struck words', () => {
    const html =
      '<p>面积35m<sup>2</sup>，CO<sub>2</sub>，<s>旧的</s><span style="vertical-align:super">注</span></p>';
    expect(blocksOf(html)).toEqual([
      {
        kind: 'paragraph',
        runs: [
          { text: '面积35m' },
          { text: '2', script: 'super' },
          { text: '，CO' },
          { text: '2', script: 'sub' },
          { text: '，' },
          { text: '旧的', struck: true },
          { text: '注', script: 'super' },
        ],
      },
    ]);
  });

  it('with notes that lead to each other', () => {
    const mark = (name: string, to: string) =>
      `<a style="mso-footnote-id:ftn1" href="#${to}" name="${name}"><sup>[1]</sup></a>`;
    const html =
      `<p>共四十件${mark('_ftnref1', '_ftn1')}。</p><div style="mso-element:footnote-list">` +
      `<div style="mso-element:footnote" id="ftn1"><p>${mark('_ftn1', '_ftnref1')}含结转。</p><p>另见后文。</p></div></div>` +
      '<p>以上。</p>';
    expect(blocksOf(html)).toEqual([
      { kind: 'paragraph', runs: [{ text: '共四十件' }, { text: '[1]', note: 1 }, { text: '。' }] },
      { kind: 'paragraph', note: 1, runs: [{ text: '[1]', note: 1 }, { text: '含结转。' }] },
      { kind: 'paragraph', note: 1, runs: [{ text: '另见后文。' }] },
      { kind: 'paragraph', runs: [{ text: '以上。' }] },
    ]);
  });

  it('with the caption of a table', () => {
    expect(blocksOf('<table><caption>表1</caption><tr><th>甲</th></tr></table>')).toEqual([
      { kind: 'table', runs: [{ text: '表1' }], rows: [[{ runs: [{ text: '甲' }], header: true }]] },
    ]);
  });

  it('gives the parser no style sheet and no style, which the security policy would complain of', () => {
    const parse = vi.spyOn(DOMParser.prototype, 'parseFromString');
    readPasted(word);
    expect(parse.mock.calls[0][0]).toContain('data-style=');
    expect(parse.mock.calls[0][0]).not.toMatch(/<style|\sstyle=/i);
    parse.mockRestore();
  });

  it('counts the pictures that it could not take', () => {
    expect(
      readPasted('<p>甲<img src="file:///C:/a.png"></p><table><tr><td><img src="data:,"></td></tr></table>')
        .picturesLeftOut,
    ).toBe(2);
  });

  it('as plain text: a line is a paragraph', () => {
    expect(readPlain('　　甲\r\n\r\n乙  ').blocks).toEqual([paragraph('甲'), paragraph('乙')]);
  });
});
