// What the norms for government sites demand of every page of ours, as functions from a page to
// the list of what is missing. Sources: 国办发〔2017〕47号 and its annex on page design.
import { decodeHtml, kindOf, linksOf, metaTags } from './crawl.mjs';

// The tags that a kind of page must carry: three, seven and ten.
const site = ['SiteName', 'SiteDomain', 'SiteIDCode'];
const column = [...site, 'ColumnName', 'ColumnDescription', 'ColumnKeywords', 'ColumnType'];
const article = [...column, 'ArticleTitle', 'PubDate', 'ContentSource'];
export const metaOfKind = { home: site, column, article, document: article };

const textOf = (html) => decodeHtml(html.replace(/<(script|style)\b.*?<\/\1>/gs, ' ').replace(/<[^>]+>/g, ' '));

const everyPage = [
  ['lang', (html) => /<html lang="zh-CN"/.test(html)],
  ['title', (html) => /<title>[^<]+<\/title>/.test(html)],
  ['one h1', (html) => (html.match(/<h1[\s>]/g) ?? []).length === 1],
  ['skip link', (html) => /<a [^>]*href="#main"/.test(html)],
  ['search entry', (html) => /<form [^>]*role="search"/.test(html)],
  ['无障碍 entry', (html, text) => text.includes('无障碍')],
  ['长者模式 entry', (html, text) => text.includes('长者模式')],
  ['当前位置', (html, text) => text.includes('当前位置')],
  ['党政机关网站标识', (html, text) => /党政机关\s*网站标识/.test(text)],
  ['我为政府网站找错', (html, text) => /我为政府\s*网站找错/.test(text)],
  ['网站标识码', (html, text) => /网站标识码：\s*(\d{10}|bm\d{8})/.test(text)],
  ['主办单位', (html, text) => /主办单位：\s*\S/.test(text)],
  ['联系电话', (html, text) => /联系电话：\s*\S/.test(text)],
  ['ICP备案 link', (html) => /<a [^>]*href="https:\/\/beian\.miit\.gov\.cn[^>]*>[^<]*ICP备/.test(html)],
  ['公安备案 link', (html) => /<a [^>]*href="https:\/\/beian\.mps\.gov\.cn[^>]*>[^<]*公网安备/.test(html)],
  ['站点地图', (html, text) => text.includes('站点地图')],
  ['网站声明', (html, text) => text.includes('网站声明')],
  ['隐私声明', (html, text) => text.includes('隐私声明')],
  ['IPv6', (html, text) => text.includes('本站支持IPv6')],
  ['no inline script', (html) => !/<script(?![^>]*\bsrc=)[^>]*>/.test(html) && !/\son[a-z]+="/.test(html)],
  ['no inline style', (html) => !/<style\b/.test(html) && !/\sstyle="/.test(html)],
];

/** The labels of the index card of a document's page. What is not known is not on the card. */
export function cardLabels(html) {
  const card = html.match(/<dl class="index">.*?<\/dl>/s)?.[0] ?? '';
  return [...card.matchAll(/<dt>([^<]*)<\/dt>/g)].map(([, label]) => label);
}

/** The whole card, for a document of which everything is known. */
export const wholeCard = ['索引号', '主题分类', '发文机关', '成文日期', '发文字号', '发布日期', '文种', '有效性', '公开方式'];

/** What an HTML page lacks, as a list of names. `home` says that the page is a site's home. */
export function lacking(page, home) {
  const text = textOf(page.html);
  const kind = home ? 'home' : kindOf(page);
  const meta = metaTags(page.html);
  const missing = everyPage.filter(([, holds]) => !holds(page.html, text)).map(([name]) => name);
  for (const name of metaOfKind[kind] ?? site) {
    if (!meta[name]) missing.push(`meta ${name}`);
  }
  if (meta.PubDate && !/^\d{4}-\d\d-\d\d \d\d:\d\d$/.test(meta.PubDate)) missing.push('meta PubDate form');
  if (kind === 'article' || kind === 'document') {
    for (const word of ['发布时间', '来源', '分享', '纠错']) if (!text.includes(word)) missing.push(word);
    if (!/<time [^>]*>\d{4}-\d\d-\d\d \d\d:\d\d<\/time>/.test(page.html)) missing.push('time with minutes');
  }
  if (kind === 'document') {
    const card = cardLabels(page.html);
    for (const label of ['索引号', '发文机关', '发布日期']) if (!card.includes(label)) missing.push(`card ${label}`);
  }
  return missing;
}

/** Links to other hosts that are not government ones and do not pass the page that says so. */
export function unannouncedLinks(page) {
  return linksOf(page.html, page.url)
    .filter((link) => /^https?:$/.test(link.protocol) && link.origin !== new URL(page.url).origin)
    .filter((link) => !/(\.gov\.cn|\.政务|\.example)$/.test(link.hostname) && !/(^|\.)example\./.test(link.hostname))
    .map((link) => link.href);
}
