/** Words that are in every text of their kind and name none of them; the search engine has to look for them all the same. */
const NAMELESS = wordSet(
  `also although among another anything around away back best better big came come comes could day days done end
  enough even far first followed following found general good great half hand hands high however including known
  large last later least left less little long made make makes making man men near need new next nothing number
  often old others part people perhaps place put quite rather really right said saw say says second see seem
  seemed seen several since small something still sure take taken thing things think thought three time times took
  two use used uses using usually today tomorrow yesterday moment min minute minutes hour hours week weeks month
  months want way ways well went whole without work works world year years yet`,
);
/** Adverbs, conjunctions, pronouns, and verbs that say how something is rather than what is done. */
const CHINESE_SMALL = wordSet(
  `一样 一种 这样 那样 这么 那么 这里 那里 这种 那种 这是 那是 这时 此时 此外 此后 从此 由此 于是 不是 没有 他们
  她们 它们 我们 咱们 自己 别人 人家 大家 有人 有些 有的 其中 其他 其它 其余 其实 其次 另外 另一 另 除了 已经 曾经
  正在 开始 继续 可能 可以 可是 不过 只是 只有 只要 就是 也是 都是 还是 还有 还要 而是 也就是 也就 就要 就会 才能
  才会 便是 不能 不会 不要 不用 不必 不同 不到 不够 不住 不了 不再 不仅 不但 并不 并且 而且 然而 然后 虽然 尽管
  即使 因此 因而 由于 为了 为什么 关于 对于 根据 按照 通过 随着 直到 例如 比如 譬如 以及 或 非常 十分 特别 尤其
  相当 比较 更加 越来越 最好 最早 最多 最少 最终 最后 最初 通常 往往 常常 经常 常用 一直 一般 一起 一定 一边 一旦
  在一起 完全 全部 全都 所有 许多 很多 不少 多数 大多 大多数 少数 大约 大概 左右 将近 至少 至多 几乎 差不多 主要
  重要 需要 必须 应该 应当 能够 容易 难以 成为 变成 变得 作为 当作 叫作 叫做 称为 所谓 属于 认为 以为 觉得 知道
  表示 说明 出现 发生 存在 进行 使用 利用 采用 得到 看到 见到 遇到 想到 用来 以免 以便 避免 注意 建议 推荐 制作
  操作 等待 直至 提供 完成 选择 确定 计划 用于 放在 放进 取出 保持 备用 搭配 处理 掌握 也能 先用 不断 快速 中小
  正好 均匀 丰富 简单 干净 优质 确保 防止 立即 持续 即可 适量 适合 准备 放入 加入 倒入 喜欢 希望 可见 本来 原来
  原本 真正 重新 逐渐 慢慢 渐渐 立刻 马上 赶快 仍然 依然 也许 出自 来自 现存 切成 发现 一下子 或许 似乎 好像 同样
  相同 类似 相近 各自 各种 分别 互相 彼此 直接 间接 如此 同时 不久 随后 接着 终于 忽然 至于 甚至 无论 不管 哪怕
  否则`,
);
/** Nouns so pale that they name nothing by themselves: way, thing, time, place, part. */
const CHINESE_PALE = wordSet(
  `办法 方法 做法 方式 方面 方向 东西 事情 事物 时候 时间 时期 时刻 时代 年代 世纪 年间 年前 年后 期间 后来 以后
  以前 以来 之后 之前 之间 以上 以下 以内 以外 之一 现在 如今 今天 今日 昨天 明天 当时 当年 当天 早上 晚上 上午
  下午 中午 夜里 白天 小时 分钟 秒钟 至今 地方 位置 部分 里面 外面 上面 下面 前面 后面 旁边 中间 两边 前后 水里
  情况 样子 样式 种类 类型 结果 原因 问题 意思 意义 说法 看法 想法 内容 个人 人们 人类 某些 任何 每个 步骤 过程
  程度 数量 数字 大小 多少 表面 状态 四周 周围 新手 单位 名字 故事 例子 机会 作用 特点 关系 能力 条件 要求 目的
  一星期 一刻钟 三分之一 四分之一`,
);
const NUMERAL = '零〇一二两兩三四五六七八九十百千万萬亿億半几幾数數';
const MEASURE =
  '个個只隻条條块塊片张張座间間次回遍种種位名年月日天号號道点點层層圈段串杯碗壶颗粒根支把本部卷册件些份代度克升斤米里分秒岁歲世句首批套双雙对對排行样樣场場';
/**
 * Numbers, counted or not: 二十, 第一次, 四百多年, 几个, 每次. Only measures that count are taken for such, so that words that
 * merely begin with a number (三国, 万物, 百姓) are kept; for the others there is CHINESE_NAMED.
 */
const CHINESE_QUANTITY = new RegExp(
  `^(?:[第每好多这那某各][${NUMERAL}]*[多余来]?[${MEASURE}]|[第每好多]?[${NUMERAL}]+[多余来]?[${MEASURE}]?)[多左右]?$`,
  'u',
);
/** Where a verb goes to, by itself: 起来, 出去, 过来. */
const CHINESE_DIRECTION = /^[上下进進出回过過起开開]?[来來去]$|^[上下进出回过起开][上下进出回过起开]$/u;
/** A particle that the dictionary left on a word makes an adjective or a verb of it. */
const CHINESE_PARTICLE = /^[的了着]|[的了着是]$/u;
/** Names and nouns that look like a number with its measure, or a word with a particle. */
const CHINESE_NAMED = wordSet(
  `百度 千层 千层饼 千层面 千层酥 一世 二世 三世 四世 五世 六世 七世 八世 半岛 半球 半径 半场 一行 百日 双双 三角 三位一体
  目的 的士 的确良 着陆 着色 着装 着火 附着 执着 沉着 胶着 固着 衣着 穿着 了解 了望 实事求是 国是`,
);

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/));
}

/** @param lower an English word in lower case */
export function isNameless(lower: string): boolean {
  return NAMELESS.has(lower);
}

/** @param word as a dictionary cuts it */
export function isNamelessChinese(word: string): boolean {
  if (CHINESE_NAMED.has(word)) return false;
  return (
    CHINESE_SMALL.has(word) ||
    CHINESE_PALE.has(word) ||
    CHINESE_QUANTITY.test(word) ||
    CHINESE_DIRECTION.test(word) ||
    CHINESE_PARTICLE.test(word)
  );
}
