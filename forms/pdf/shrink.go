package pdf

// plane is a picture of one channel or of several side by side, step bytes a pixel.
type plane struct {
	pix          []byte
	stride, w, h int
	step         int
}

// share is the run of source pixels that make up one of the smaller picture, and their weights, of 65536.
type share struct {
	at      int
	weights []uint32
}

// shares works out which pixels of from make up each of to pixels.
func shares(from, to int) []share {
	out := make([]share, to)
	scale := float64(from) / float64(to)
	for i := range out {
		start, end := float64(i)*scale, min(float64(i+1)*scale, float64(from))
		left := uint32(1 << 16)
		s := share{at: min(int(start), from-1)}
		for at := s.at; at < from && float64(at) < end; at++ {
			part := min(float64(at+1), end) - max(float64(at), start)
			weight := min(uint32(part/scale*(1<<16)), left)
			left -= weight
			s.weights = append(s.weights, weight)
		}
		if len(s.weights) == 0 {
			s.weights = []uint32{0}
		}
		s.weights[len(s.weights)/2] += left // so that white stays white
		out[i] = s
	}
	return out
}

// shrinkPlane makes a smaller picture in which each pixel is the mean of those it stands for; a larger one repeats them.
func shrinkPlane(p plane, w, h int) []byte {
	across, down := shares(p.w, w), shares(p.h, h)
	out := make([]byte, 0, w*h*p.step)
	sums := make([]uint32, w*p.step)
	narrow := make([]uint32, w*p.step) // one row brought to the width, and which
	row := -1
	for _, d := range down {
		clear(sums)
		for i, weight := range d.weights {
			if row != d.at+i {
				row = d.at + i
				p.narrow(p.pix[row*p.stride:], across, narrow)
			}
			for x, v := range narrow {
				sums[x] += v * weight
			}
		}
		for _, s := range sums {
			out = append(out, byte((s+1<<23)>>24))
		}
	}
	return out
}

// narrow brings one row to the width; values are in 256ths.
func (p plane) narrow(row []byte, across []share, out []uint32) {
	if p.step == 1 {
		for x, s := range across {
			var sum uint32
			for i, v := range row[s.at : s.at+len(s.weights)] {
				sum += uint32(v) * s.weights[i]
			}
			out[x] = sum >> 8
		}
		return
	}
	for x, s := range across {
		for c := range p.step {
			var sum uint32
			for i, weight := range s.weights {
				sum += uint32(row[(s.at+i)*p.step+c]) * weight
			}
			out[x*p.step+c] = sum >> 8
		}
	}
}

// shrink brings a raster to a smaller size.
func (f raster) shrink(w, h int) raster {
	if w == f.w && h == f.h {
		return f
	}
	pix := shrinkPlane(plane{f.pix, f.w * f.channels, f.w, f.h, f.channels}, w, h)
	return raster{w, h, f.channels, pix}
}
