package volume

// plane is a picture of one channel or of several side by side, step bytes a pixel.
type plane struct {
	pix          []byte
	stride, w, h int
	step         int
}

// share is one source pixel's weight in a pixel of the smaller picture, of 65536.
type share struct {
	at     int
	weight uint32
}

// shares works out which pixels of from make up each of to pixels.
func shares(from, to int) [][]share {
	out := make([][]share, to)
	scale := float64(from) / float64(to)
	for i := range out {
		start, end := float64(i)*scale, min(float64(i+1)*scale, float64(from))
		left := uint32(1 << 16)
		for at := int(start); at < from && float64(at) < end; at++ {
			part := min(float64(at+1), end) - max(float64(at), start)
			weight := uint32(part / scale * (1 << 16))
			left -= min(weight, left)
			out[i] = append(out[i], share{at, weight})
		}
		if n := len(out[i]); n > 0 {
			out[i][n/2].weight += left // so that white stays white
		} else {
			out[i] = []share{{min(int(start), from-1), 1 << 16}}
		}
	}
	return out
}

// shrinkPlane makes a smaller picture in which each pixel is the mean of those it stands for; a larger one repeats them.
func shrinkPlane(p plane, w, h int) []byte {
	across, down := shares(p.w, w), shares(p.h, h)
	out := make([]byte, 0, w*h*p.step)
	narrow := make([][]uint16, p.h) // rows already brought to the width, while they are needed
	sums := make([]uint32, w*p.step)
	for y := range h {
		clear(sums)
		for _, d := range down[y] {
			if narrow[d.at] == nil {
				narrow[d.at] = p.narrowed(d.at, across)
			}
			for i, v := range narrow[d.at] {
				sums[i] += uint32(v) * d.weight
			}
		}
		for _, s := range sums {
			out = append(out, byte((s+1<<23)>>24))
		}
		for at := down[y][0].at; at < down[y][len(down[y])-1].at; at++ {
			narrow[at] = nil
		}
	}
	return out
}

// narrowed brings one row to the width; values are in 256ths.
func (p plane) narrowed(y int, across [][]share) []uint16 {
	row := p.pix[y*p.stride:]
	out := make([]uint16, 0, len(across)*p.step)
	for _, list := range across {
		for c := range p.step {
			var sum uint32
			for _, s := range list {
				sum += uint32(row[s.at*p.step+c]) * s.weight
			}
			out = append(out, uint16(min(sum>>8, 0xFFFF)))
		}
	}
	return out
}

// shrink brings a raster to a smaller size.
func (f raster) shrink(w, h int) raster {
	if w == f.w && h == f.h {
		return f
	}
	pix := shrinkPlane(plane{f.pix, f.w * f.channels, f.w, f.h, f.channels}, w, h)
	return raster{w, h, f.channels, pix}
}
