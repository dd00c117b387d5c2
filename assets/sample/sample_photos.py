"""The sample's drawn photographs and web page, made with ImageMagick's drawing commands."""

import random

WIDTH, HEIGHT = 900, 640
SKIN = ["#e8bf9a", "#d9a878", "#c99468", "#efcaa6"]
COATS = ["#2f3e57", "#5a2d2d", "#35523f", "#6b6350", "#44445c", "#7a3b46", "#28546b", "#8a7a58", "#3b3b3b", "#94585a"]


def person(draw, rng, x, y, size):
    """A standing figure seen from afar; y is the ground, size its height."""
    head, coat, skin = size * 0.105, rng.choice(COATS), rng.choice(SKIN)
    draw += [
        f"fill #00000030 ellipse {x},{y} {size * 0.2},{size * 0.035} 0,360",
        f"fill #23242c rectangle {x - size * 0.1},{y - size * 0.46} {x - size * 0.012},{y}",
        f"fill #23242c rectangle {x + size * 0.012},{y - size * 0.46} {x + size * 0.1},{y}",
        f"fill {coat} roundrectangle {x - size * 0.145},{y - size * 0.8} {x + size * 0.145},{y - size * 0.38} {size * 0.05},{size * 0.05}",
        f"fill {coat} roundrectangle {x - size * 0.2},{y - size * 0.78} {x - size * 0.13},{y - size * 0.42} {size * 0.03},{size * 0.03}",
        f"fill {coat} roundrectangle {x + size * 0.13},{y - size * 0.78} {x + size * 0.2},{y - size * 0.42} {size * 0.03},{size * 0.03}",
        f"fill {skin} rectangle {x - size * 0.03},{y - size * 0.84} {x + size * 0.03},{y - size * 0.78}",
        f"fill {skin} ellipse {x},{y - size * 0.9} {head * 0.8},{head} 0,360",
        f"fill #1d1a1a ellipse {x},{y - size * 0.945} {head * 0.86},{head * 0.62} 0,360",
    ]


def back(draw, rng, x, y, size):
    """A head and shoulders seen from behind, at the lower edge."""
    coat = rng.choice(COATS)
    draw += [
        f"fill {coat} ellipse {x},{y} {size * 0.95},{size * 0.75} 180,360",
        f"fill {rng.choice(SKIN)} rectangle {x - size * 0.2},{y - size * 0.95} {x + size * 0.2},{y - size * 0.6}",
        f"fill #1b1918 ellipse {x},{y - size * 1.15} {size * 0.4},{size * 0.48} 0,360",
    ]


def tree(draw, rng, x, y, size):
    draw.append(f"fill #5b4633 rectangle {x - size * 0.05},{y - size * 0.5} {x + size * 0.05},{y}")
    for _ in range(26):
        dx, dy = rng.uniform(-0.34, 0.34) * size, rng.uniform(-1.0, -0.42) * size
        tone = rng.choice(["#3f6b3a", "#4d7d45", "#345b33", "#5e8c50"])
        draw.append(f"fill {tone} circle {x + dx},{y + dy} {x + dx + size * rng.uniform(0.09, 0.16)},{y + dy}")


def houses(draw, rng, ground):
    x = -20
    while x < WIDTH:
        w, h = rng.randint(90, 160), rng.randint(120, 250)
        draw.append(f"fill {rng.choice(['#b9b4a8', '#a7abb0', '#c4bba6', '#9fa6ad'])} rectangle {x},{ground - h} {x + w},{ground}")
        for wx in range(int(x) + 12, int(x) + w - 16, 24):
            for wy in range(ground - h + 14, ground - 24, 28):
                draw.append(f"fill {rng.choice(['#6f7d8a', '#7f8c97', '#5f6c78'])} rectangle {wx},{wy} {wx + 13},{wy + 16}")
        x += w + rng.randint(-6, 10)


def square(draw, rng):
    """The opening on the square: stage, backdrop, leaders, and the backs of the crowd."""
    houses(draw, rng, 330)
    for x in (60, 850, 150, 770):
        tree(draw, rng, x, 390, rng.randint(170, 220))
    draw += [
        "fill #a8a297 rectangle 0,372 900,640", "fill #948e84 rectangle 0,372 900,380",
        "fill #8b1a1a rectangle 176,128 724,360", "fill #c8161d rectangle 184,136 716,356",
        "fill #7c1416 rectangle 130,384 770,424", "fill #a01d20 rectangle 130,372 770,386",
    ]
    for i in range(9):
        person(draw, rng, 232 + i * 54, 380, rng.randint(118, 130))
    for x, y, s in [(70 + i * 84, 528, 44) for i in range(10)] + [(26 + i * 98, 600, 58) for i in range(10)] + [(70 + i * 120, 690, 74) for i in range(8)]:
        back(draw, rng, x + rng.randint(-14, 14), y + rng.randint(-8, 8), s)
    return [(0, -152, 44, "#ffe27a", "诚信示例 德润䶮城"), (0, -106, 20, "#ffffff", "示例县2017年诚信文化主题宣传活动启动仪式（示例）")]


def stalls(draw, rng):
    """Advice at the tables under red tents."""
    houses(draw, rng, 300)
    for x in (30, 300, 610, 880):
        tree(draw, rng, x, 350, rng.randint(190, 240))
    draw.append("fill #b3ada2 rectangle 0,335 900,640")
    for x in (40, 330, 620):
        draw += [f"fill #b51b20 polygon {x - 12},210 {x + 252},210 {x + 206},140 {x + 34},140", f"fill #d8323a rectangle {x - 12},210 {x + 252},238"]
        draw += [f"fill #d9d9d9 rectangle {x + p},238 {x + p + 5},470" for p in (-8, 243)]
        for i in range(3):
            person(draw, rng, x + 46 + i * 74, 430, 150)
        draw += [f"fill #c2262c rectangle {x},400 {x + 240},486", f"fill #e04a4f rectangle {x},392 {x + 240},404"]
        draw += [f"fill #f5f2e6 rectangle {x + 16 + i * 44},386 {x + 46 + i * 44},393" for i in range(5)]
    for x, y in [(90, 560), (190, 585), (300, 555), (415, 590), (520, 565), (640, 592), (742, 556), (835, 588)]:
        person(draw, rng, x, y, rng.randint(196, 214))
    return [(x, -96, 19, "#fff3c4", "信用咨询台（示例）") for x in (-290, 0, 290)]


def board(draw, rng):
    """A notice board in a neighbourhood."""
    houses(draw, rng, 360)
    for x in (40, 860):
        tree(draw, rng, x, 470, 300)
    draw += ["fill #7d9a5c rectangle 0,400 900,560", "fill #b8b2a6 rectangle 0,540 900,640", "fill #6d7178 rectangle 150,130 162,560",
             "fill #6d7178 rectangle 738,130 750,560", "fill #8f959c rectangle 130,112 770,470", "fill #c8161d rectangle 142,124 758,184",
             "fill #fbf8ef rectangle 142,190 758,458"]
    for i, colour in enumerate(["#1f5fa8", "#b5271f", "#2e7d4f"]):
        x = 156 + i * 200
        draw += [f"fill {colour} rectangle {x},202 {x + 186},236", f"fill #e6e1d2 rectangle {x},242 {x + 186},320"]
        draw += [f"fill {colour}66 circle {x + 46},281 {x + 46},256", f"fill {colour}99 polygon {x + 90},312 {x + 130},256 {x + 172},312"]
        draw += [f"fill #8d8a80 rectangle {x + 6},{332 + k * 15} {x + rng.randint(120, 180)},{337 + k * 15}" for k in range(8)]
    person(draw, rng, 610, 610, 270)
    person(draw, rng, 712, 622, 250)
    return [
        (0, -166, 32, "#ffffff", "信用知识宣传栏（示例）"), (-201, -101, 18, "#ffffff", "信用报告怎么查"),
        (-1, -101, 18, "#ffffff", "失信有哪些后果"), (199, -101, 18, "#ffffff", "守信有哪些便利"),
    ]


PHOTOS = [("campaign-1", square, "2017-03-15 09:12"), ("campaign-2", stalls, "2017-03-15 10:05"), ("campaign-3", board, "2017-04-22 15:40")]


def photo(convert, target, fonts, scene, stamp):
    rng = random.Random(stamp)
    shapes = []
    captions = scene(shapes, rng)
    lines = []
    for x, y, size, colour, text in captions:
        lines += ["-font", fonts / "ZichaHei-Bold.ttf", "-fill", colour, "-pointsize", str(size), "-gravity", "center", "-annotate", f"{x:+d}{y:+d}", text]
    convert(
        "-size", f"{WIDTH}x{HEIGHT}", "gradient:#a9c3dc-#e9e6dc", "-draw", " ".join(shapes), *lines,
        "-blur", "0x0.7", "-attenuate", "0.06", "+noise", "Gaussian", "-modulate", "100,88",
        "-font", fonts / "ZichaHei-Bold.ttf", "-gravity", "southeast", "-pointsize", "21", "-fill", "#ffb03a", "-undercolor", "#00000070", "-annotate", "+14+14", f" 示例图片　{stamp} ",
        "-strip", "-sampling-factor", "4:2:0", "-quality", "50", target,
    )


ARTICLE = (
    "　　本报讯（示例记者 周镕）3月15日上午，示例县文化广场人头攒动，“诚信示例、德润䶮城”主题宣传活动在这里启动。"
    "全县31家信用体系建设成员单位设置咨询台，向群众讲解信用报告查询、失信被执行人联合惩戒等知识，现场发放宣传资料3200余份。\n"
    "　　“以前觉得信用离自己很远，今天才知道，按时还款、诚信纳税都会记在信用档案里。”前来咨询的居民李先生（示例）说。"
    "据了解，此次活动将持续到6月底，其间还将开展诚信故事征集、信用知识进校园进社区等活动。\n"
    "　　近年来，示例县把诚信建设作为优化发展环境的重要抓手，建成县公共信用信息共享服务平台，累计归集信用信息30余万条，"
    "在政府采购、农村信贷等领域推广使用信用报告，让守信者处处受益、失信者处处受限。"
)


def wrapped(text, width):
    """Breaks Chinese text into lines; a closing mark is not left to begin one."""
    for paragraph in text.split("\n"):
        while len(paragraph) > width:
            end = width - 1 if paragraph[width] in "，。、；：”）》" else width
            yield paragraph[:end]
            paragraph = paragraph[end:]
        yield paragraph


def news(convert, target, fonts):
    """A page of the invented newspaper as a browser shows it."""
    song, hei, bold = fonts / "ZichaSong-Regular.ttf", fonts / "ZichaHei-Regular.ttf", fonts / "ZichaHei-Bold.ttf"
    shapes = (
        "fill #dfe3e8 rectangle 0,0 1000,72 fill #ffffff roundrectangle 90,40 976,66 6,6 fill #b3b9c0 circle 24,53 24,46 fill #b3b9c0 circle 52,53 52,46 "
        "fill #ffffff roundrectangle 12,6 250,34 6,6 fill #9c1c22 rectangle 0,72 1000,150 fill #f2f2f2 rectangle 0,150 1000,186 fill #d9d9d9 rectangle 70,310 930,311"
    )
    text = []

    def put(x, y, font, size, colour, words):
        text.extend(["-font", font, "-pointsize", str(size), "-fill", colour, "-annotate", f"+{x}+{y}", words])

    put(28, 26, hei, 14, "#333333", "让诚信成为示例县最亮的名片")
    put(104, 59, hei, 14, "#777777", "http://news.example.com/2017/0315/318.html")
    put(70, 126, bold, 40, "#ffffff", "示例日报")
    put(262, 124, hei, 17, "#f7d9d9", "数字报 · 示例页面，内容均为虚构")
    put(70, 174, hei, 16, "#555555", "首页　>　要闻　>　正文")
    put(70, 250, bold, 34, "#222222", "让诚信成为示例县最亮的名片")
    put(70, 292, hei, 16, "#888888", "2017-03-15　来源：示例日报　责任编辑：孙珺（示例）　字号：大 中 小")
    for i, line in enumerate(wrapped(ARTICLE, 43)):
        put(70, 352 + i * 34, song, 20, "#222222", line)
    put(70, 676, hei, 15, "#9c1c22", "相关专题：诚信示例 德润䶮城　|　上一篇　下一篇　（本页为示例）")
    convert("-size", "1000x720", "xc:white", "-draw", shapes, *text,
            "+dither", "-resize", "82%", "+dither", "-colors", "12", "-depth", "8", "-strip", f"PNG8:{target}")


def draw(folder, fonts, convert):
    for name, scene, stamp in PHOTOS:
        photo(convert, folder / f"{name}.jpg", fonts, scene, stamp)
    news(convert, folder / "news.png", fonts)
